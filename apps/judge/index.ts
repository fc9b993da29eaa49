export { ChoiceError, type RowChoice } from './choice.ts';
export {
  type ConformanceOptions,
  type ConformanceProblem,
  conformanceProblems,
  expectConformant,
  type Judged,
  sayProblems,
} from './conformance.ts';
export {
  type ErrorAction,
  type ErrorCode,
  type ErrorEntry,
  errorCatalogue,
  isErrorCode,
} from './errorCatalogue.ts';
export { isV1Code, type V1Code, v1Catalogue } from './errorCatalogueV1.ts';
export { type Facts, factsOf } from './facts.ts';
export { HarError, type HarOptions, readHar } from './har.ts';
export {
  type Cited,
  type JudgedClient,
  type JudgedRow,
  judge,
  judgeMeanwhile,
  type Report,
  type ReportedRow,
  type State,
  type Summary,
} from './judge.ts';
export { renderReport } from './report.ts';
export type { Level } from './rows/index.ts';
export { FileError, saveReport } from './saveReport.ts';
export { inTimeSlices } from './timeSlice.ts';
export {
  type Exchange,
  type Fields,
  field,
  type LeftOut,
  type Play,
  type Traffic,
} from './traffic.ts';
