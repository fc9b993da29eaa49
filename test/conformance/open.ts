/** Requirements that are not met yet, and what is missing. */
export const open: Readonly<Record<string, string>> = {
  'POL-03':
    'The core has no sign-in in a browser of the television itself: every login goes by a second screen, so nothing waits for redirectUrl before it polls.',
};
