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
      let timer: ReturnType<typeof setTimeout> | undefined;
      const done = (answer: Answer | null) => {
        clearTimeout(timer);
        bridge?.cancel();
        if (answer === null) this.features.lacks(uri);
        resolve(answer);
      };
      const bridge = this.call(uri, parameters, done);
      if (bridge === null) return done(null);
      timer = setTimeout(() => done(null), patience);
    });
  }

  /** An answer at every change, until the returned function is called. */
  watch(uri: string, parameters: Answer, listener: (answer: Answer) => void): () => void {
    const bridge = this.call(uri, { ...parameters, subscribe: true }, (answer) => {
      if (answer === null) this.features.lacks(uri);
      else listener(answer);
    });
    return () => bridge?.cancel();
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

/** null for a refusal: `returnValue` false, an `errorCode`, or no JSON at all. */
function read(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Answer;
    const refused = answer.returnValue === false || 'errorCode' in answer;
    return refused ? null : answer;
  } catch {
    return null;
  }
}
