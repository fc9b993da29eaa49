import { beginCensus } from './census.ts';
import { askForCode, fromPictureToHome, left, open, playAndBack, stay } from './endurance.ts';
import { ends, focusFaults, outside } from './focus.ts';
import { lengthen, press, type Shown, sentEvents, show, takeOver, turnInto } from './gallery.ts';
import { thingsOnStage, wordsOnStage } from './geometry.ts';
import { anyKeys, focusFault, pressKey, waysByArrows } from './keys.ts';
import { find, focusables, theApp, theStage } from './lightning.ts';
import { replaceLogin } from './login.ts';
import { measure } from './measure.ts';
import { photograph } from './photograph.ts';
import { capture } from './pixels.ts';
import { replacePlayer } from './player.ts';
import { replaceNetwork } from './service.ts';
import {
  frame,
  layOut,
  macrotask,
  pass,
  settle,
  stopClock,
  stopFrames,
  timersLeft,
} from './time.ts';

beginCensus();

/** Everything that the tests call inside the page, as `rig.…`. */
export const rig = {
  photograph,
  left,
  open,
  askForCode,
  fromPictureToHome,
  playAndBack,
  stay,
  anyKeys,
  focusFault,
  pressKey,
  waysByArrows,
  replaceLogin,
  replaceNetwork,
  replacePlayer,
  capture,
  show,
  takeOver,
  turnInto,
  lengthen,
  press,
  sentEvents,
  thingsOnStage,
  wordsOnStage,
  focusables,
  theApp,
  find,
  theStage,
  measure,
  focusFaults,
  outside,
  ends,
  layOut,
  frame,
  macrotask,
  pass,
  settle,
  stopClock,
  stopFrames,
  timersLeft,
  /** Shows one picture, waits until nothing moves, and measures it. */
  async measured(shown: Shown, grounds: readonly number[], patience?: number) {
    show(shown);
    await settle(patience);
    return measure(grounds);
  },
};

export type Rig = typeof rig;

(globalThis as { rig?: Rig }).rig = rig;
