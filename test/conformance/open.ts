/** Requirements that are not met yet, and what is missing. */
export const open: Readonly<Record<string, string>> = {};
