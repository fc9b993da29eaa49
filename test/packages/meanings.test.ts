import { describe, expect, it } from 'vitest';
import { sayRefused, sayUnreachable } from '../../tools/devices/tizen/meanings.ts';
import { failureOf } from '../../tools/devices/webos/target.ts';

/** Known messages of tools and sets, and the text that the user gets for each. */
describe("LG's tools and sets", () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:6622', 'Nothing that speaks to LG'],
    [
      '[Tips]: Connection timed out. Please check the device IP address',
      'Nothing that speaks to LG',
    ],
    ['All configured authentication methods failed', 'refuses the key'],
    ['Wrong passphrase: Unable to parse private key', 'refuses the key'],
    ['Denied method call "/listApps" for category "/dev"', 'Developer Mode is off'],
    ['FAILED: NO_FREE_SPACE', 'no space left'],
    ['File transmission error. Please try again', 'did not arrive whole'],
    ['luna-send command failed <failed to extract ipk file>', 'cannot read the package'],
    ['Cannnot install privileged app on developer mode', "id begins like LG's own"],
    ['"x" was not found OR Unsupported Application Type', 'not on it'],
    ['app is locked', 'busy with this app'],
    ['\nNo answer within 120 s.', 'does not answer'],
    ['something new', "LG's tools could not do it"],
  ])('%s', (said, meaning) => {
    const error = failureOf({ out: '', err: said });
    expect(error.message).toContain(meaning);
    expect(error.advice).not.toBe('');
    expect(error.said).toBe(said.trim());
  });

  it('are quoted without the progress that they write over', () => {
    const err = 'Installing 10%\rInstalling 90%\rares-install ERR! app is locked\n';
    expect(failureOf({ out: '', err }).said).toBe('ares-install ERR! app is locked');
  });
});

describe("Samsung's tools and sets", () => {
  it.each([
    ['ECONNREFUSED', 'Nothing answers there'],
    ['EHOSTUNREACH', 'cannot be reached'],
    ['ENOTFOUND', 'no such host'],
    ['AUTH: the device asks for a key', 'no orders from this computer'],
    ['error: device not found', 'sdb does not have this device'],
  ])('cannot be reached: %s', (said, meaning) => {
    expect(sayUnreachable(said).message).toContain(meaning);
    expect(sayUnreachable(said).advice).not.toMatch(/[{}]/);
  });

  it.each([
    [
      'reason: Check certificate error : :Invalid certificate chain with certificate in signature.:<-3>',
      'does not trust',
    ],
    [
      'install failed[118, -12], reason: :Invalid format of certificate in signature.:<-2>',
      'cannot read the certificates',
    ],
    ['install failed[118, -11], reason: Author certificate not match :', 'another author'],
    [
      'reason: Check certificate error : :Invalid file reference. An unsinged file was found.:<-5>',
      'in no signature',
    ],
    ['install failed[118, -4], reason: Load archive info fail', 'config.xml'],
    [
      'reason: privilege error MISMATCHED_PRIVILEGE_LEVEL_ERROR',
      "distributor's certificate allows",
    ],
    ['install failed[118]', 'no space left'],
    ['something new', 'It did not do it'],
  ])('refuse: %s', (said, meaning) => {
    expect(sayRefused(said).message).toContain(meaning);
    expect(sayRefused(said).advice).not.toBe('');
  });
});
