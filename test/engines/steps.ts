/** The steps in the television app, in this order. */
export const steps = [
  'start',
  'home',
  'title',
  'code',
  'sign-in',
  'HLS film',
  'WebM film',
  'suspend',
  'account',
  'network',
  'memory',
  'reload',
  'link',
  'leave',
  'sign-out',
] as const;
export type Step = (typeof steps)[number];
