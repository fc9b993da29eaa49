import { App } from './app.ts';

/** Forgets its credentials whenever it ends. */
export class RegistersAtEachLaunch extends App {
  override async launch(): Promise<void> {
    this.disk = {};
    await super.launch();
  }
}

export class PollsEachSecond extends App {
  protected override pollInterval = 1_000;
}

/** Takes a preauthorization for leave to play. */
export class PlaysOnPreauthorization extends App {
  override async watch(item: string, resource: string): Promise<boolean> {
    const permitted = await this.preauthorize([resource]);
    if (!permitted.includes(resource)) return false;
    return (await this.play({ item })).status === 200;
  }
}

/** Asks again until the answer suits it, or it has asked twenty times. */
export class LoopsOnADenial extends App {
  protected override async denied(resource: string): Promise<boolean> {
    for (let tries = 0; tries < 20; tries++) {
      this.sleep(2_000);
      if ((await this.authorize(resource)).authorized) return true;
    }
    return false;
  }
}

/** Thinks that a denial means a broken login. */
export class LogsOutOnError extends App {
  protected override async denied(): Promise<boolean> {
    const redirectUrl = encodeURIComponent('https://northstar.example/bye');
    await this.v2('GET', `logout/${this.mvpd}?redirectUrl=${redirectUrl}`);
    this.mvpd = undefined;
    return false;
  }
}
