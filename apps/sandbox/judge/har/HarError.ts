/** A file that cannot be read or judged; the message gives the reason to the user. */
export class HarError extends Error {}
