import type { Drm } from '@couchpass/core';
import { isRefused } from '@couchpass/core/pass';
import type { AVPlayDrmType, AVPlayManager } from 'tizen-tv-webapis';

/** ms that a licence server may take. */
const patience = 15_000;

/** Requests a licence. @returns Base64 of the licence; rejects with a code for support */
export type AskForLicence = (way: Drm, challenge: string) => Promise<string>;

/**
 * Sets how AVPlay gets the keys of a stream, between `open` and `prepareAsync`: AVPlay accepts it in no other state.
 * AVPlay itself requests PlayReady's licence; the app sends Widevine's challenge. Samsung: "AVPlay API", `setDrm`.
 * @returns the way that AVPlay accepted; null when it supports none of them, or refuses
 */
export function setAvPlayDrm(avplay: AVPlayManager, ways: readonly Drm[]): Drm | null {
  for (const way of ways) {
    const [type, properties] = settingsOf(way);
    if (type === null) continue;
    try {
      avplay.setDrm(type, 'SetProperties', JSON.stringify(properties));
      return way;
    } catch {
      // This television has no module for it.
    }
  }
  return null;
}

function settingsOf({
  system,
  licenseUrl,
  customData,
  headers,
}: Drm): [AVPlayDrmType | null, object] {
  if (system === 'playready') {
    const lines = Object.entries(headers ?? {}).map(([name, value]) => `${name}:${value}`);
    return [
      'PLAYREADY',
      {
        LicenseServer: licenseUrl,
        // The licence is not kept after playback.
        DeleteLicenseAfterUse: true,
        ...(customData === undefined ? {} : { CustomData: customData }),
        ...(lines.length === 0 ? {} : { HttpHeader: lines.join('\r\n') }),
      },
    ];
  }
  if (system === 'widevine') {
    return ['WIDEVINE_CDM', { AppSession: 'couchpass', DataType: 'MPEG-DASH' }];
  }
  return [null, {}];
}

/**
 * Handles AVPlay's DRM events.
 * @param failed gets a code for support
 */
export function answerAvPlayDrm(
  avplay: AVPlayManager,
  way: Drm,
  data: unknown,
  ask: AskForLicence,
  failed: (code: string) => void,
): void {
  const { name, session_id, challenge } = (data ?? {}) as Readonly<Record<string, unknown>>;
  if (/error/i.test(String(name ?? ''))) {
    failed('drm_failed');
    return;
  }
  if (way.system !== 'widevine' || typeof challenge !== 'string') return;
  ask(way, challenge).then(
    (license) => {
      try {
        const told = JSON.stringify({ session_id, license });
        avplay.setDrm('WIDEVINE_CDM', 'widevine_license_data', told);
      } catch {
        failed('drm_keys');
      }
    },
    (code) => failed(typeof code === 'string' ? code : 'drm_failed'),
  );
}

/** By `fetch`: the headers are sent to this address only. */
export const askForLicence: AskForLicence = async ({ licenseUrl, headers }, challenge) => {
  const body = Uint8Array.from(atob(challenge), (letter) => letter.charCodeAt(0));
  const answer = await Promise.race([
    fetch(licenseUrl, { method: 'POST', headers: { ...headers }, body, credentials: 'omit' }),
    new Promise<never>((_, reject) => setTimeout(() => reject('drm_failed'), patience)),
  ]);
  if (isRefused(answer)) throw 'drm_refused';
  if (!answer.ok) throw 'drm_failed';
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};
