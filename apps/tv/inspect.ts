import type { CouchpassOptions } from '../../core/couchpass.ts';

type Seen = Parameters<NonNullable<CouchpassOptions['inspect']>>[0];

/**
 * In development, the machine while it runs. `?inspect` opens Stately's inspector in a window of its own,
 * which draws the chart and marks where the app is (it is loaded from stately.ai; without a network that
 * window stays empty and the app does not mind). `?inspect=console` prints every step instead.
 * @param how the value of the parameter; null when it is not there
 */
export async function inspectorFor(how: string | null): Promise<CouchpassOptions> {
  if (how === null) return {};
  if (how === 'console') return { inspect: print };
  try {
    const { createBrowserInspector } = await import('@statelyai/inspect');
    const { inspect } = createBrowserInspector({ sanitizeContext: withoutSecrets as never });
    return { inspect: inspect as CouchpassOptions['inspect'] };
  } catch (error) {
    console.warn('The inspector did not open; ?inspect=console prints the steps instead.', error);
    return {};
  }
}

function print(seen: Seen): void {
  if (seen.type !== '@xstate.microstep' || !('value' in seen.snapshot)) return;
  console.info(`${seen.event.type} -> ${JSON.stringify(seen.snapshot.value)}`);
}

/** Codes, profiles and addresses of streams stay in this window. */
function withoutSecrets(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const hidden = ['code', 'profiles', 'viewer', 'stream', 'positions'];
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      hidden.includes(key) && value !== null ? '(hidden)' : value,
    ]),
  );
}
