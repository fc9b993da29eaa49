import type { CorePorts } from '../../../core/ports.ts';
import type { PassSettings } from '../../../core/settings.ts';
import { type Call, type Scripted, scripted } from '../../support/scripted.ts';
import { FakeHousehold } from './FakeHousehold.ts';
import { bad, providers, type Step } from './steps.ts';

/** A viewer needs a moment between two presses. */
const betweenPresses = 700;

/** The position in a film by which its viewer can be identified, s; the first is for a signed-out viewer. */
const placeOf = (mvpd: string | undefined) => 100 + 1 + providers.indexOf(mvpd as never);

/** A television over all its launches, connected to a service that sometimes fails. */
export class SimulatedTv {
  world: Scripted;
  private readonly house = new FakeHousehold();
  private readonly pass: Partial<PassSettings>;
  private readonly withBrowser: boolean;
  private readonly stored = new Map<string, unknown>();
  /** The time of each call to the service, ms; by launch. */
  private readonly asked: number[][] = [];
  private elapsed = 0;
  private years = 0;
  private full = false;
  private wasFull = false;
  private confirmedSignOut = false;
  private loggedOutByItself = false;
  private looked = 0;
  private providerBefore: string | undefined;
  private profileBefore: string | undefined;
  /** The service has reported since the last check that there is no sign-in. */
  private toldGone = false;
  private browser: ((came: boolean) => void) | undefined;

  constructor(pass: Partial<PassSettings>, withBrowser: boolean) {
    this.pass = pass;
    this.withBrowser = withBrowser;
    this.house.onWord = () => {
      this.toldGone = true;
    };
    this.world = this.plugIn();
  }

  private plugIn(): Scripted {
    const shell: Partial<CorePorts> = this.withBrowser
      ? {
          asksBeforeExit: true,
          openUrl: () =>
            new Promise((resolve) => {
              this.browser = resolve;
            }),
        }
      : {};
    const world = scripted({}, this.stored, this.pass, shell);
    world.ports.clock.wall += this.years * 365 * 86_400_000;
    const { set } = world.ports.storage;
    world.ports.storage.set = async (key, value) => {
      if (this.full) throw new Error('QuotaExceededError');
      await set(key, value);
    };
    this.looked = 0;
    Object.assign(
      world.script,
      this.house.answers(() => world.log),
    );
    world.app.start();
    return world;
  }

  async take(step: Step): Promise<void> {
    const { world } = this;
    if (step.do === 'press') await this.press(step.event);
    else if (step.do === 'wait') await world.advance(step.ms);
    else if (step.do === 'break') this.break(step.call, step.how);
    else if (step.do === 'mend') this.mend();
    else if (step.do === 'finish') this.house.finish(step.who);
    else if (step.do === 'browser') this.browser?.(step.came);
    else if (step.do === 'full') this.fill();
    else if (step.do === 'date') this.years = step.years;
    else await this.pullPlug();
  }

  private async press(event: Parameters<Scripted['app']['send']>[0]): Promise<void> {
    const { world } = this;
    if (event.type === 'CONFIRM' && world.app.view.screen === 'account') {
      this.confirmedSignOut = true;
    }
    const place = placeOf(this.kept('provider')?.id);
    world.app.send(
      event.type === 'POSITION' ? { ...event, position: place, duration: 6_000 } : event,
    );
    await world.advance(betweenPresses);
  }

  private break(call: Call, how: string): void {
    const { answer, isWord } = bad[how] ?? {};
    if (!answer) return;
    this.world.script[call] = () => {
      if (isWord) this.toldGone = true;
      return answer();
    };
  }

  /** The storage becomes full, or accepts data again. */
  private fill(): void {
    this.full = !this.full;
    this.wasFull = true;
  }

  private mend(): void {
    const { script, log } = this.world;
    for (const call of Object.keys(script)) delete script[call as Call];
    Object.assign(
      script,
      this.house.answers(() => log),
    );
  }

  private async pullPlug(): Promise<void> {
    this.world.app.stop();
    this.collect();
    this.elapsed += this.world.ports.clock.monotonic() + 5_000;
    this.world = this.plugIn();
    await this.world.advance(0);
  }

  private collect(): void {
    const calls = this.world.log.filter(({ call }) => call !== 'feed' && call !== 'play');
    this.asked.push(calls.map(({ at }) => this.elapsed + at));
  }

  private kept(key: string): Record<string, string> | undefined {
    const entry = this.stored.get(`couchpass/${key}`) as { value: Record<string, string> };
    return entry?.value;
  }

  /** The first fault; '' when there is none. */
  findFault(): string {
    return this.wrongOnScreen() || this.wrongInStore() || this.wrongOnTheWire();
  }

  private wrongOnScreen(): string {
    const { view } = this.world.app;
    if (view.screen === 'signIn' && view.phase === 'waiting' && view.code === '') return 'no code';
    if (view.screen === 'signIn' && view.phase === 'failed' && !view.problem) return 'no reason';
    if (view.screen === 'player' && !view.stream.url) return 'nothing to play';
    if (view.screen === 'profiles' && view.profiles.length < 2) return 'nothing to choose';
    if (view.screen !== 'home') return '';
    for (const { details } of Object.values(view.decisions)) {
      if (details !== undefined && details !== view.viewer?.mvpd) return "another viewer's marks";
    }
    return '';
  }

  private wrongInStore(): string {
    const text = JSON.stringify([...this.stored]);
    if (/MEDIA|CODE\d/.test(text)) return 'a secret was stored';
    const provider = this.kept('provider')?.id;
    const profile = this.kept('profile')?.mvpd;
    const { providerBefore, profileBefore, toldGone } = this;
    [this.providerBefore, this.profileBefore, this.toldGone] = [provider, profile, false];
    // While the storage is full, it is not checked.
    if (this.full) return '';
    if (profile && provider !== profile) return "another viewer's provider";
    if (!this.confirmedSignOut && providerBefore && !provider) return 'the provider was forgotten';
    if (!this.confirmedSignOut && profileBefore && !profile && !toldGone)
      return 'the profile was forgotten';
    const places = (this.kept('positions') ?? {}) as unknown as Record<
      string,
      { position: number }
    >;
    const theirs = [placeOf(undefined), placeOf(provider)];
    const foreign = Object.values(places).some(({ position }) => !theirs.includes(position));
    return foreign && provider ? "another viewer's places" : '';
  }

  private wrongOnTheWire(): string {
    const { log } = this.world;
    for (const { call, url } of log.slice(this.looked)) {
      const isLogout = call === 'logout' || call === 'v1 logout';
      if (isLogout && !this.confirmedSignOut) this.loggedOutByItself = true;
      if (/MEDIA|CODE\d+\?/.test(url)) return 'a secret in an address';
    }
    this.looked = log.length;
    return this.loggedOutByItself ? 'signed out by itself' : '';
  }

  /** Ends the session: checks the way Home, the timers and the number of requests. */
  async end(): Promise<string> {
    for (let presses = 0; presses < 5 && this.world.app.view.screen !== 'home'; presses++) {
      this.world.app.send({ type: 'BACK' });
      await this.world.advance(betweenPresses);
    }
    if (this.world.app.view.screen !== 'home')
      return `no way Home from ${this.world.app.view.screen}`;
    this.world.app.stop();
    const timers = this.world.ports.clock.pending;
    this.collect();
    if (timers > 1) return `${timers} timers left`;
    // Adobe describes no refill of the ten extra requests, so they cannot cover every launch.
    // V1, which needs more requests at a launch, and launches without stored data are judged launch by
    // launch.
    const refused =
      this.wasFull || this.pass.api === 'v1'
        ? Math.max(...this.asked.map(overTheLimit))
        : overTheLimit(this.asked.flat());
    return refused > 0 ? `${refused} requests too many` : '';
  }
}

/**
 * How many requests the documented throttling would have refused: one a second is regular, ten more
 * are allowed once. Adobe: "Throttling mechanism".
 */
function overTheLimit(times: readonly number[]): number {
  const [first = 0] = times;
  const seconds = new Map<number, number>();
  for (const at of times) {
    const second = Math.floor((at - first) / 1_000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  let burst = 10;
  let refused = 0;
  for (const count of seconds.values()) {
    const extra = count - 1;
    refused += Math.max(0, extra - burst);
    burst = Math.max(0, burst - extra);
  }
  return refused;
}
