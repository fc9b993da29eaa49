import { networkInterfaces } from 'node:os';
import { type DeviceError, explain, type Meaning } from '../failure.ts';

/** Messages of Samsung's sets and tools about failed connections. */
const unreachable: readonly Meaning[] = [
  {
    pattern: /ECONNREFUSED|refused/i,
    why: 'Nothing answers there.',
    advice:
      "Emulator: start it in Samsung's Emulator Manager and wait for its home screen. Television: Developer Mode is off; " +
      'open Apps, press 1 2 3 4 5, turn it on, and restart the television by holding Power for some seconds.',
  },
  {
    pattern: /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|timed? ?out/i,
    why: 'The television cannot be reached.',
    advice:
      'Is it on, and in the same network as this computer? Its address: Settings > Network > Network Status > IP Settings.',
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN/,
    why: 'There is no such host.',
    advice: "Use the television's IP address: Settings > Network > Network Status > IP Settings.",
  },
  {
    pattern: /closed|ECONNRESET|AUTH|fail to connect|failed to connect/i,
    why: 'It takes no orders from this computer.',
    advice:
      'A television listens to one computer only: {addresses} must be the Host PC IP in its Developer Mode (Apps, then 1 2 3 4 5). Set it and restart the television.',
  },
  {
    pattern: /another protocol/,
    why: 'What answers there is no Tizen device.',
    advice: 'Look at the address and the port; televisions and emulators use 26101.',
  },
  {
    pattern: /device .*not found|target .*not found|no devices|offline|unauthorized|locked/i,
    why: 'sdb does not have this device.',
    advice: 'Unlock its screen, or start the emulator; "sdb devices" shows what there is.',
  },
];

/** Messages of a set's installer and launcher. */
const refused: readonly Meaning[] = [
  {
    pattern: /<-5>|unsi(ng|gn)ed file/i,
    why: 'A file of the package is in no signature.',
    advice:
      'Pack it again with "npm run package:tizen"; nothing may be added to a package afterwards.',
  },
  {
    pattern: /-11\]|author certificate (does )?not match|different author/i,
    why: 'An older copy by another author is installed.',
    advice:
      'Take it away with "npm run remove:tizen" (what the app remembers goes with it), or pack with the author\'s certificate of that copy.',
  },
  {
    pattern: /MISMATCHED_PRIVILEGE|privilege level/i,
    why: "The app asks for more than the distributor's certificate allows.",
    advice: 'Only public privileges are possible here; a partner certificate comes from Samsung.',
  },
  {
    pattern: /<-2>|Invalid format of certificate/i,
    why: 'It cannot read the certificates in the package.',
    advice:
      'Make them anew with Samsung\'s Certificate Manager ("Samsung" profile), as docs/tizen.md says.',
  },
  {
    pattern: /-12\]|<-3>|certificate/i,
    why: 'It does not trust the certificates that the package is signed with.',
    advice:
      "Sign with a Samsung author and distributor certificate that name this set's DUID (docs/tizen.md, Certificates). " +
      'Throw-away certificates are trusted by none.',
  },
  {
    pattern: /-4\]|archive info/i,
    why: 'It does not accept what config.xml says.',
    advice:
      'Most often required_version is newer than the set: pack the build for older ones with "npm run package:tizen -- --es5".',
  },
  {
    pattern: /no space|not enough|storage|failed\[118\]/i,
    why: 'It has no space left for the app, or gives no reason.',
    advice:
      'Remove another app, restart it by holding Power for some seconds, then run this again.',
  },
  {
    pattern: /not (be )?found|not installed|no such (app|package)|does not exist/i,
    why: 'The app is not on it.',
    advice: 'Install it first with "npm run install:tizen".',
  },
];

const otherwise = {
  why: 'It did not do it.',
  advice: 'What it says is above; docs/tizen.md has the steps one by one.',
};

/** @param local whether the device is an emulator on this computer, which accepts all connections from here */
export function sayUnreachable(said: string): DeviceError {
  const addresses = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const meanings = unreachable.map((meaning) => ({
    ...meaning,
    advice: meaning.advice.replace(
      '{addresses}',
      addresses.join(' or ') || "this computer's address",
    ),
  }));
  return explain(said, [...meanings, ...refused], otherwise);
}

export function sayRefused(said: string): DeviceError {
  return explain(said, refused, otherwise);
}
