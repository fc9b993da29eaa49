import { type DrmSystem, drmSystems } from '@couchpass/core';

/** Their names in Encrypted Media Extensions. */
export const keySystems: Readonly<Record<DrmSystem, string>> = {
  widevine: 'com.widevine.alpha',
  playready: 'com.microsoft.playready',
  clearkey: 'org.w3.clearkey',
};

const video = ['avc1.42E01E', 'vp09.00.10.08'].map((codecs) => ({
  contentType: `video/mp4; codecs="${codecs}"`,
}));

let asked: Promise<readonly DrmSystem[]> | null = null;

/** The systems that the engine can play, the preferred ones first; checked once, as the result does not change. */
export function supportedDrm(of: Navigator): Promise<readonly DrmSystem[]> {
  asked ??= Promise.all(drmSystems.map((system) => isSupported(of, system))).then((answers) =>
    drmSystems.filter((_, index) => answers[index]),
  );
  return asked;
}

async function isSupported(of: Navigator, system: DrmSystem): Promise<boolean> {
  // Available in secure contexts only, and missing in old engines.
  if (typeof of.requestMediaKeySystemAccess !== 'function') return false;
  const wanted = video.map((each) => ({ initDataTypes: ['cenc'], videoCapabilities: [each] }));
  try {
    // Persistent licences are not requested.
    await of.requestMediaKeySystemAccess(keySystems[system], wanted);
    return true;
  } catch {
    return false;
  }
}
