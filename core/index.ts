export { type Drm, type DrmSystem, drmSystems } from './catalogue/drm.ts';
export type * from './catalogue/types.ts';
export { type Couchpass, type CouchpassOptions, createCouchpass } from './couchpass.ts';
export type { AppEventListener } from './events/createEvents.ts';
export {
  type AppEvent,
  type AppEventBody,
  type AppEventFields,
  type EndReason,
  eventsVersion,
  type FailedPart,
  type PlaybackState,
  type PlaybackTrack,
} from './events/types.ts';
export { getOwn } from './getOwn.ts';
export type * from './log/Log.ts';
export { withLongDelays } from './longDelays.ts';
export type { BeforePlayback } from './machine/dependencies.ts';
export type { MachineEvent } from './machine/events.ts';
export type { Position, Positions } from './machine/positions.ts';
export type * from './machine/view.types.ts';
export { nameFromMvpdId } from './machine/viewer.ts';
export { Memory, type MemoryKey, type Remembered } from './memory/Memory.ts';
export { Attempts } from './pass/Attempts.ts';
export { createPassService } from './pass/createPassService.ts';
export { AnswerKept, PassError, type PassErrorInit } from './pass/errors.ts';
export { hashIdentity } from './pass/identity.ts';
export type * from './pass/PassService.ts';
export { isCaptivePortal } from './pass/unexpectedResponse.ts';
export type * from './ports.ts';
export {
  type AppSettings,
  type BrandTexts,
  type BrandTheme,
  type ConcurrencySettings,
  type PassSettings,
  readSettings,
  type Settings,
  SettingsError,
  type SettingsFault,
  type SettingsOptions,
  sayFault,
} from './settings.ts';
export { isWebAddress } from './webAddress.ts';
