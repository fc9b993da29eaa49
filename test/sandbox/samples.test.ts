import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { nothingTaken } from './rig.ts';
import { dcr } from './samples/dcr.ts';
import { decisionSamples } from './samples/decisions.ts';
import { logouts } from './samples/logout.ts';
import { partner } from './samples/partner.ts';
import { profiles } from './samples/profiles.ts';
import { perform, type Sample, worldOf } from './samples/sample.ts';
import { sessions } from './samples/sessions.ts';
import { v1Codes, v1Page } from './samples/v1Codes.ts';
import { v1Rest } from './samples/v1Rest.ts';
import { v1Tokens } from './samples/v1Tokens.ts';
import { xmlOf } from './v1-rig.ts';

const books: Readonly<Record<string, readonly Sample[]>> = {
  'dynamic client registration': dcr,
  'REST API V2': [...sessions, ...profiles, ...decisionSamples, ...logouts, ...partner],
  'REST API V1': [...v1Codes, ...v1Page, ...v1Tokens, ...v1Rest],
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ throttle: false, quiet: true });
});
afterAll(() => sandbox.close());

describe.each(Object.entries(books))('a documented sample request of %s', (_, samples) => {
  it.each(samples.map((sample) => [sample.name, sample] as const))('%s', async (_, sample) => {
    sandbox.control.reset();
    // The samples contain denials and refusals for values that are not declared.
    sandbox.control.rules(nothingTaken);
    const answer = await perform(await worldOf(sandbox), sample);
    expect(answer.status, answer.text).toBe(sample.status);
    expect(answer.type).toBe(sample.type ?? '');
    for (const [name, value] of Object.entries(sample.headers ?? {}))
      expect(answer.headers.get(name), name).toEqual(
        typeof value === 'string' ? value : expect.stringMatching(value),
      );
    if (sample.json !== undefined) expect(answer.json).toEqual(sample.json);
    if (sample.xml !== undefined) expect(xmlOf(answer)).toEqual(sample.xml);
    if (sample.text !== undefined) expect(answer.text).toMatch(sample.text);
    if (sample.type === undefined) expect(answer.text).toBe('');
  });
});
