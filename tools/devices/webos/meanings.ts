import type { Meaning } from '../failure.ts';

/** Error messages of LG's tools and sets; the first match counts. */
export const meanings: readonly Meaning[] = [
  {
    pattern:
      /ECONNREFUSED|Connection refused|EHOSTUNREACH|ENETUNREACH|TIME_?OUT|timed out|ECONNRESET|connect Unknown/i,
    why: "Nothing that speaks to LG's tools answers there.",
    advice:
      'Emulator: start it and wait for its home screen. Television: look at its address (Settings > Network), ' +
      'and in its Developer Mode app that Dev Mode Status is on; its session ends after some days without a renewal.',
  },
  {
    pattern:
      /authentication methods failed|Authentication failure|Unable to parse private key|Bad passphrase|bad decrypt|Cannot parse privateKey|integrity check failed/i,
    why: 'It refuses the key.',
    advice:
      'Television: its Developer Mode makes a new key when its session is renewed. Turn Key Server on in that app and ' +
      "run this again with --passphrase and the six letters that it shows. Emulator: LG's tools bring its key; is it another emulator?",
  },
  {
    pattern: /for category .*\/dev|Developer options/i,
    why: 'Developer Mode is off.',
    advice:
      'Open the Developer Mode app on the television, turn Dev Mode Status on, and let it restart.',
  },
  {
    pattern: /NO_FREE_SPACE|free space|no space|not enough/i,
    why: 'It has no space left for the app.',
    advice: 'Remove another app on it, then run this again.',
  },
  {
    pattern: /File transmission error|UNABLE_USE_SFTP/i,
    why: 'The package did not arrive whole.',
    advice: 'Run this again; if it stays so, restart the television or the emulator.',
  },
  {
    pattern:
      /extract|parse control|FAILED_IPKG|invalid ipk|FAILED_VERIFY|not an ar archive|packaged by CLI/i,
    why: 'It cannot read the package.',
    advice:
      'Pack it again with "npm run package:webos"; packages of other tools or cut downloads end like this.',
  },
  {
    pattern: /privileged app/i,
    why: "The app's id begins like LG's own apps.",
    advice: 'Give it another platforms.webos.id in settings.json and pack it again.',
  },
  {
    pattern: /not found|not installed|proper launchPoint|FAILED_REMOVE|No packages/i,
    why: 'The app is not on it.',
    advice: 'Install it first with "npm run install:webos".',
  },
  {
    pattern: /app is locked|duplicate command/i,
    why: 'It is busy with this app.',
    advice: 'Wait a moment and run this again.',
  },
  {
    pattern: /No answer within/,
    why: 'It does not answer.',
    advice: 'Restart the television or the emulator, then run this again.',
  },
];

export const unknownMeaning = {
  why: "LG's tools could not do it.",
  advice: 'What they say is above; docs/webos.md has the steps one by one.',
};
