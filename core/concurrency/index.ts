export { Concurrency, type Supply } from './Concurrency.ts';
export { applicationIdOn, describeStream, subjectOf } from './describeStream.ts';
export type * from './types.ts';
