/** The order cannot be carried out; the message says why, in words. */
export class OrderError extends Error {}
