/** A problem with a file, with a message for the person who provided the file. */
export class HarError extends Error {}
