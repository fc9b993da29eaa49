import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asksForMetadata,
  readConflicts,
  readTermination,
} from '../../../core/concurrency/evaluation.ts';
import {
  heartbeatDelay,
  intervalIn,
  pauseAfterThrottle,
} from '../../../core/concurrency/heartbeatTiming.ts';
import {
  meaningOf,
  readNames,
  readRunning,
  sessionIn,
} from '../../../core/concurrency/responses.ts';
import type { OtherStream } from '../../../core/concurrency/types.ts';
import { PassError } from '../../../core/index.ts';
import { fuzz, jsonOf, megabyteOf, read, textOf } from '../../support/fuzz.ts';

const names = [
  ...['associatedAdvice', 'obligations', 'evaluationResult', 'attributes', 'type', 'adviceType'],
  ...['conflicts', 'terminationCode', 'sessionId', 'metadata', 'channel', 'deviceName', 'message'],
  ...['startedAt', 'startTime', 'terminator', 'terminatedBy', 'reason', 'action', 'arguments'],
  ...['runningStreams', 'name', 'error', '__proto__'],
];
const values = [
  'rule-violation',
  'remote-termination',
  'refresh',
  'metadata',
  'Unknown',
  '',
  'a\r\nb',
];
const answers = fc.record({
  status: fc.constantFrom(200, 202, 302, 400, 401, 404, 409, 410, 429, 500, 511),
  contentType: fc.constantFrom('application/json', 'text/html', ''),
  text: fc.oneof(
    jsonOf(names, values).map((value) => JSON.stringify(value) ?? ''),
    textOf('{', '}', '[', ']', '"', ',', ':', '<'),
  ),
  headers: fc.record(
    { location: fc.string(), date: fc.string(), expires: fc.string() },
    { requiredKeys: [] },
  ),
});

/** Expects values that cannot break a header, a line or a list. */
function expectPlain({ code, session, device, application, channel, startedAt }: OtherStream) {
  for (const key of [code, session]) if (key !== undefined) expect(key).toMatch(/^[\w.~-]{1,100}$/);
  for (const text of [device, application, channel]) {
    if (text === undefined) continue;
    expect(Array.from(text).length).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/\p{Cc}/u);
  }
  if (startedAt !== undefined) expect(startedAt).toBeGreaterThan(0);
}

describe('answers of Concurrency Monitoring', () => {
  it('of any form are read, or refused by a PassError', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const what = JSON.stringify(answer);
        read(what, () => meaningOf(answer));
        read(what, () => asksForMetadata(answer));
        const crowd = read(what, () => readConflicts(answer));
        for (const stream of crowd?.streams ?? []) expectPlain(stream);
        const by = read(what, () => readTermination(answer))?.by;
        if (by) {
          expectPlain(by);
          expect(by).not.toHaveProperty('code');
        }
        for (const name of read(what, () => readNames(answer)) ?? []) expect(name).not.toBe('');
        const list = read(
          what,
          () => readRunning(answer),
          (thrown) => thrown instanceof PassError,
        );
        for (const stream of list ?? []) expectPlain(stream);
        const session = read(what, () => sessionIn(answer));
        if (session !== undefined) expect(session).toMatch(/^[\w.~-]{1,200}$/);
        const gap = heartbeatDelay(intervalIn(answer), 0.5);
        expect(gap).toBeGreaterThanOrEqual(10_000);
        expect(gap).toBeLessThanOrEqual(600_000);
        expect(pauseAfterThrottle(answer)).toBeGreaterThanOrEqual(60_000);
      }),
      fuzz(1_000),
    );
  });

  it.each(['[', '{"a":', '/', '%', '\u202e', '"conflicts":[{},'])(
    'of a megabyte of %s are read in time',
    (unit) => {
      const text = megabyteOf(unit);
      for (const status of [200, 409, 410]) {
        const answer = { status, contentType: '', text, headers: { location: text, date: text } };
        read(unit, () => [readConflicts(answer), readTermination(answer), readNames(answer)]);
        read(unit, () => [meaningOf(answer), sessionIn(answer), intervalIn(answer)]);
      }
    },
  );
});
