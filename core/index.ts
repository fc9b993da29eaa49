export type * from './catalogue/types.ts';
export { type Couchpass, type CouchpassOptions, createCouchpass } from './couchpass.ts';
export type * from './log/Log.ts';
export { withLongDelays } from './longDelays.ts';
export type { ChosenProvider, Likelihood } from './machine/context.ts';
export type { MachineEvent } from './machine/events.ts';
export type { BeforePlayback } from './machine/implementation.ts';
export type { Position, Positions } from './machine/positions.ts';
export type * from './machine/view.types.ts';
export { sayMvpd } from './machine/viewer.ts';
export { Memory, type MemoryKey, type Remembered } from './memory/Memory.ts';
export { createPassService } from './pass/createPassService.ts';
export { PassError, type PassErrorInit } from './pass/errors.ts';
export { isCaptivePortal } from './pass/foreign.ts';
export { hashIdentity } from './pass/identity.ts';
export type * from './pass/PassService.ts';
export type * from './ports.ts';
export {
  type AppSettings,
  type ConcurrencySettings,
  type PassSettings,
  readSettings,
  type Settings,
  SettingsError,
  type SettingsFault,
  type SettingsOptions,
  sayFault,
} from './settings.ts';
