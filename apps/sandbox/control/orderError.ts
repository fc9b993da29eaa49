/** The order cannot be carried out; the message gives the reason. */
export class OrderError extends Error {}
