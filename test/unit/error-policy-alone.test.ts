import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  credentialsNeed,
  isMissingLogin,
  isPreviewOver,
  previewOver,
  repeatable,
} from '../../core/pass/errorPolicy.ts';
import { PassError } from '../../core/pass/errors.ts';

const folders = ['core', 'platforms', 'apps/tv', 'apps/cli', 'apps/activate'];

/**
 * Files that may compare codes and statuses: the policy, and the meaning of Concurrency Monitoring's
 * statuses.
 */
const policy = [
  'core/pass/errorPolicy.ts',
  'core/pass/statuses.ts',
  'core/concurrency/responses.ts',
];

const comparisons: readonly RegExp[] = [
  /\bstatus\s*(===|!==|<=|>=|<|>)\s*\d/,
  /\bcase \d{3}:/,
  /(?<!typeof )\b(error|problem|outcome\.error)\??\.(code|action)\s*(===|!==)\s*'[a-z]/,
  /(?<!typeof )\b(code|action)\s*(===|!==)\s*'[a-z]+(_[a-z]+)+'/,
  // `drm_` is the prefix of a player's own codes (core/catalogue/streamFailure.ts).
  /\b(code|action)\.(startsWith|endsWith|includes)\('(?!drm_)/,
];

/** A line with this is not a comparison with a code or an action. */
const others = /typeof /;

describe('the error policy', () => {
  it('is the only place that compares codes and statuses', async () => {
    const lists = await Promise.all(
      folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
    );
    const files = lists
      .flat()
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !policy.includes(file) && !/(^|\/)(node_modules|dist)\//.test(file));
    const found = await Promise.all(
      files.map(async (file) => {
        const lines = (await readFile(file, 'utf8')).split('\n');
        return lines.flatMap((line, at) =>
          comparisons.some((comparison) => comparison.test(line)) && !others.test(line)
            ? [`${file}:${at + 1}: ${line.trim()}`]
            : [],
        );
      }),
    );
    expect(files.length).toBeGreaterThan(200);
    expect(found.flat()).toEqual([]);
  });

  it('knows the end of a free preview, whoever tells it', () => {
    expect(isPreviewOver(previewOver())).toBe(true);
    expect(isPreviewOver({ code: 'temporary_access_resources_limit_exceeded' })).toBe(true);
    expect(isPreviewOver({ code: 'authorization_denied_by_mvpd' })).toBe(false);
    expect(previewOver({ status: 401, message: 'over' })).toMatchObject({
      status: 401,
      message: 'over',
      action: 'authentication',
    });
  });

  it.each([
    ['throttled', 'retry', 429, 'asked'],
    ['network_received_error', 'retry', 403, 'asked'],
    ['network_unreachable', 'retry', 0, 'harmless'],
    ['service_failed', 'none', 500, 'harmless'],
    ['not_the_service', 'retry', 404, 'none'],
    ['not_the_service', 'retry', 408, 'harmless'],
    ['not_the_service', 'retry', 425, 'harmless'],
    ['unauthorized', 'none', 401, 'none'],
    ['authorization_denied_by_mvpd', 'none', 403, 'none'],
    ['internal_server_error', 'none', 500, 'none'],
    ['something_new', 'retry', 500, 'asked'],
  ])('says of %s (%s, %i) which calls may be repeated: %s', (code, action, status, expected) => {
    expect(repeatable(new PassError({ code, action, status }))).toBe(expected);
  });

  it('says what the credentials need', () => {
    const need = (code: string, status: number) =>
      credentialsNeed(new PassError({ code, status }), { status });
    expect(need('invalid_access_token_client_application', 401)).toBe('register');
    expect(need('invalid_client', 400)).toBe('register');
    expect(need('unauthorized', 401)).toBe('renew');
    expect(need('not_the_service', 401)).toBe('renew');
    expect(need('authorization_denied_by_mvpd', 403)).toBe('nothing');
  });

  it('tells a missing login of REST API V1 from a denial', () => {
    const is = (code: string) => isMissingLogin(new PassError({ code }));
    expect(is('authentication_session_missing')).toBe(true);
    expect(is('authentication_session_expired')).toBe(true);
    expect(is('authentication_session_invalidated')).toBe(true);
    expect(is('authentication_session_issuer_mismatch')).toBe(false);
    expect(is('authorization_denied_by_mvpd')).toBe(false);
  });
});
