import { describe, expect, it, vi } from 'vitest';
import { type AppEvent, createCouchpass } from '../../core/index.ts';
import { createAnalytics } from '../../examples/analytics/createAnalytics.ts';
import { json, testPorts, testSettings } from '../support/ports.ts';

type Initial = 'granted' | 'denied';

/** A launch of the app with the example adapter; `stored` is what an earlier launch has left. */
function launch(initial?: Initial, stored = new Map<string, unknown>()) {
  const ports = testPorts(async () => json(200, { movies: [] }), stored);
  const app = createCouchpass(
    {
      ...testSettings,
      appSettings: {
        ...testSettings.appSettings,
        ...(initial ? { analytics: { consent: initial } } : {}),
      },
    },
    ports,
  );
  const beacon = vi.fn((_: string, _body: string) => true);
  const { clock } = ports;
  const { consent } = app;
  const analytics = createAnalytics({
    ...{ address: 'https://metrics.example/events', clock, beacon },
    consent: () => consent.given,
  });
  app.on(analytics.add);
  consent.subscribe(analytics.flush);
  app.start();
  const types = () =>
    beacon.mock.calls.flatMap(([, body]) =>
      (JSON.parse(body).events as AppEvent[]).map(({ type }) => type),
    );
  return { app, consent, beacon, types, advance: (ms: number) => clock.advance(ms), ports };
}

describe('the consent to measurements', () => {
  it('that the settings grant lets the events of the start leave, too', async () => {
    const { consent, types, advance } = launch('granted');
    // Not known yet whether the viewer has forbidden it before.
    expect(consent.given).toBeNull();
    await advance(20_000);
    expect(consent.given).toBe(true);
    expect(types()).toContain('appStarted');
  });

  it.each([['denied' as const], [undefined]])(
    'that the settings give as %s lets nothing leave',
    async (initial) => {
      const { app, consent, beacon, advance } = launch(initial);
      app.send({ type: 'BROWSE' });
      await advance(60_000);
      expect(consent.given).toBe(false);
      expect(beacon).not.toHaveBeenCalled();
    },
  );

  it('withdrawn by the viewer drops what waits, holds for later launches, and can be given again', async () => {
    const first = launch('granted');
    await first.advance(0);
    first.beacon.mockClear();
    first.app.send({ type: 'BROWSE' });
    first.consent.change(false);
    await first.advance(60_000);
    expect(first.beacon).not.toHaveBeenCalled();
    first.app.stop();

    const second = launch('granted', first.ports.stored);
    await second.advance(60_000);
    expect(second.consent.given).toBe(false);
    expect(second.beacon).not.toHaveBeenCalled();
    second.consent.change(true);
    second.app.send({ type: 'BROWSE' });
    await second.advance(20_000);
    expect(second.types()).not.toContain('appStarted');
    expect(second.types()).toContain('screenShown');
    second.app.stop();

    const third = launch('denied', second.ports.stored);
    await third.advance(20_000);
    expect(third.types()).toContain('appStarted');
  });

  it('that is withdrawn before the store has answered is not overwritten by it', async () => {
    const stored = new Map<string, unknown>([['couchpass/consent', { version: 1, value: true }]]);
    const { consent, beacon, advance } = launch('granted', stored);
    consent.change(false);
    await advance(60_000);
    expect([consent.given, beacon.mock.calls]).toEqual([false, []]);
  });

  it('tells its listeners, and a listener that throws changes nothing', async () => {
    const { consent, advance } = launch('granted');
    const heard: unknown[] = [];
    consent.subscribe(() => {
      throw new Error('adapter');
    });
    const stop = consent.subscribe(() => heard.push(consent.given));
    await advance(0);
    consent.change(false);
    stop();
    consent.change(true);
    expect(heard).toEqual([true, false]);
    expect(consent.given).toBe(true);
  });
});
