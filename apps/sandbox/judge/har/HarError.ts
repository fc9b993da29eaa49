/** What is wrong with a file, for the person who gave it. */
export class HarError extends Error {}
