/** The public exports of Concurrency Monitoring: its requests, and how its answers are read. */
export { Concurrency, type MetadataSource } from './Concurrency.ts';
export { applicationIdOn, describeStream, subjectOf } from './describeStream.ts';
export { metadataRequest, type ServiceLocation } from './requests.ts';
export { errorOf, type Meaning, meaningOf, readNames } from './responses.ts';
export type * from './types.ts';
