import type { Features } from '../television/Features.ts';
import type { ServiceBridge, WebosHost } from './host.ts';

/** ms that a service may take to answer: on some firmware, some services never answer. */
const patience = 3_000;

type Answer = Readonly<Record<string, unknown>>;

/** The television's services, by `luna://` addresses. LG: "Luna Service API References". */
export class Luna {
  private readonly host: WebosHost;
  private readonly features: Features;

  constructor(host: WebosHost, features: Features) {
    this.host = host;
    this.features = features;
  }

  /**
   * Sends one request to a service.
   * @param uri without `luna://`
   * @returns null when the service is missing, refuses, or does not answer in time
   */
  ask(uri: string, parameters: Answer = {}): Promise<Answer | null> {
    return new Promise((resolve) => {
      // In either order: on some firmware the answer arrives before `call` has returned.
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

  /** Calls the listener at every change, until the returned function is called. */
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

/** Cancels a request; some firmware throws when the request has already ended. */
function cancel(bridge: ServiceBridge | null): void {
  try {
    bridge?.cancel();
  } catch {
    // The request has already ended.
  }
}

/** null for a refusal: `returnValue` false, an `errorCode`, or invalid JSON. */
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
