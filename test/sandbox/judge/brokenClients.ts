import { App } from './app.ts';

/** Does not store its credentials. */
export class RegistersAtEachLaunch extends App {
  override async launch(): Promise<void> {
    this.disk = {};
    await super.launch();
  }
}

export class PollsEachSecond extends App {
  protected override pollInterval = 1_000;
}

/** Takes a preauthorization as permission to play. */
export class PlaysOnPreauthorization extends App {
  override async watch(item: string, resource: string): Promise<boolean> {
    const permitted = await this.preauthorize([resource]);
    if (!permitted.includes(resource)) return false;
    return (await this.play({ item })).status === 200;
  }
}

/** Repeats a denied request until it is permitted, twenty times at most. */
export class LoopsOnADenial extends App {
  protected override async denied(resource: string): Promise<boolean> {
    for (let tries = 0; tries < 20; tries++) {
      this.sleep(2_000);
      if ((await this.authorize(resource)).authorized) return true;
    }
    return false;
  }
}

/** Takes a denial as a sign that the login is broken. */
export class LogsOutOnError extends App {
  protected override async denied(): Promise<boolean> {
    const redirectUrl = encodeURIComponent('https://northstar.example/bye');
    await this.v2('GET', `logout/${this.mvpd}?redirectUrl=${redirectUrl}`);
    this.mvpd = undefined;
    return false;
  }
}
