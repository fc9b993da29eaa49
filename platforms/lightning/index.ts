export type { SdkParts } from './host.ts';
export * from './platform.ts';
