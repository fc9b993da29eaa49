import type { Features } from '../television/Features.ts';
import type { ServiceBridge, WebosHost } from './host.ts';

/** How long a service may take to answer, ms: some never do on some firmware. */
const patience = 3_000;

type Answer = Readonly<Record<string, unknown>>;

/** The set's services, by `luna://` addresses. LG: "Luna Service API References". */
export class Luna {
  private readonly host: WebosHost;
  private readonly features: Features;

  constructor(host: WebosHost, features: Features) {
    this.host = host;
    this.features = features;
  }

  /**
   * One question, one answer.
   * @param uri without `luna://`
   * @returns null when the service is missing, refuses, or says nothing in time
   */
  ask(uri: string, parameters: Answer = {}): Promise<Answer | null> {
    return new Promise((resolve) => {
      // Each may come first: some firmware answers before `call` has returned.
      let bridge: ServiceBridge | null = null;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let over = false;
      const done = (answer: Answer | null) => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        cancel(bridge);
        if (answer === null) this.features.lacks(uri);
        resolve(answer);
      };
      timer = setTimeout(() => done(null), patience);
      bridge = this.call(uri, parameters, done);
      if (bridge === null) done(null);
      else if (over) cancel(bridge);
    });
  }

  /** An answer at every change, until the returned function is called. */
  watch(uri: string, parameters: Answer, listener: (answer: Answer) => void): () => void {
    let over = false;
    const bridge = this.call(uri, { ...parameters, subscribe: true }, (answer) => {
      if (over) return;
      if (answer === null) this.features.lacks(uri);
      else listener(answer);
    });
    return () => {
      over = true;
      cancel(bridge);
    };
  }

  private call(
    uri: string,
    parameters: Answer,
    heard: (answer: Answer | null) => void,
  ): ServiceBridge | null {
    try {
      const Bridge = this.host.PalmServiceBridge;
      if (Bridge === undefined) throw new Error('no bridge');
      const bridge = new Bridge();
      bridge.onservicecallback = (text) => heard(read(text));
      bridge.call(`luna://${uri}`, JSON.stringify(parameters));
      return bridge;
    } catch {
      this.features.lacks(uri);
      return null;
    }
  }
}

/** What is cancelled may be over already, which some firmware does not take well. */
function cancel(bridge: ServiceBridge | null): void {
  try {
    bridge?.cancel();
  } catch {
    // Then it is over.
  }
}

/** null for a refusal: `returnValue` false, an `errorCode`, or no JSON at all. */
function read(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Answer | null;
    if (typeof answer !== 'object' || answer === null) return null;
    const refused = answer.returnValue === false || 'errorCode' in answer;
    return refused ? null : answer;
  } catch {
    return null;
  }
}
