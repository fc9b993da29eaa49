import { isWebAddress } from '@couchpass/core';
import type { Lifecycle } from '../platform.ts';
import type { Features } from '../television/Features.ts';
import { waitForReturn } from '../television/waitForReturn.ts';
import type { TizenHost } from './host.ts';

/** `TvInfoMenuKey`. Samsung: "TVInfo API". */
const captionOnOff = 0;
const voiceGuideKey = 15;

/** Leaves the app; where that fails, closes the page. */
export function exitTizen(
  { tizen }: TizenHost,
  features: Features,
  target: { close(): void },
): void {
  const left = features.attempt('application.exit', () => {
    const application = tizen?.application?.getCurrentApplication();
    application?.exit();
    return application && true;
  });
  if (!left) target.close();
}

/** While true no screensaver appears; on these televisions, playing video alone does not prevent it. */
export function tizenKeepAwake({ webapis }: TizenHost, features: Features): (on: boolean) => void {
  let last: boolean | null = null;
  return (on) => {
    if (on === last) return;
    last = on;
    features.attempt('appcommon.setScreenSaver', () => {
      const common = webapis?.appcommon;
      const states = common?.AppCommonScreenSaverState;
      if (!common || !states) return undefined;
      const state = on ? states.SCREEN_SAVER_OFF : states.SCREEN_SAVER_ON;
      common.setScreenSaver(
        state as never,
        () => {},
        () => features.lacks('appcommon.setScreenSaver'),
      );
      return true;
    });
  };
}

/** Whether captions are on in the television's own menu; undefined where it is not reported. */
export function tizenCaptions(host: TizenHost, features: Features): boolean | undefined {
  return menuSwitch(host, features, 'caption', captionOnOff);
}

/** Whether the television's Voice Guide is on. It reads the page's mirror by itself. */
export function tizenVoiceGuide(host: TizenHost, features: Features): boolean | undefined {
  return menuSwitch(host, features, 'voice guide', voiceGuideKey);
}

function menuSwitch(
  { webapis }: TizenHost,
  features: Features,
  name: string,
  key: number,
): boolean | undefined {
  return features.attempt(`tvinfo.getMenuValue (${name})`, () => {
    const value: unknown = webapis?.tvinfo?.getMenuValue(key as never);
    return value === undefined ? undefined : Number(value) === 1;
  });
}

/**
 * Opens a page in the television's browser; resolves when the viewer is back. The browser's id differs between
 * televisions, so the system is first asked to choose the app.
 */
export async function openOnTizen(
  { tizen }: TizenHost,
  features: Features,
  lifecycle: Lifecycle,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (!isWebAddress(url)) throw new Error('only a web page can be opened');
  for (const id of [null, 'org.tizen.browser', 'tizen.internet']) {
    if (await launched(tizen, url, id)) return waitForReturn(lifecycle, signal);
  }
  features.lacks('application.launchAppControl');
  throw new Error('no browser');
}

function launched(tizen: TizenHost['tizen'], url: string, id: string | null): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const Control = tizen?.ApplicationControl;
      const { application } = tizen ?? {};
      if (!Control || !application) return resolve(false);
      const view = new Control('http://tizen.org/appcontrol/operation/view', url);
      application.launchAppControl(
        view,
        id,
        () => resolve(true),
        () => resolve(false),
      );
    } catch {
      // SecurityError without the privilege application.launch.
      resolve(false);
    }
  });
}
