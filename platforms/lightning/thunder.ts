import type { Features } from '../television/Features.ts';
import type { ThunderJs } from './host.ts';

/** ms that a service may take to answer: a plugin that is not activated may never answer. */
const patience = 3_000;

export type Answer = Readonly<Record<string, unknown>>;

/** The box's services through ThunderJS: a service that throws, refuses or is late counts as missing. */
export class Thunder {
  private readonly thunder: ThunderJs | undefined;
  private readonly features: Features;

  constructor(thunder: ThunderJs | undefined, features: Features) {
    this.thunder = thunder;
    this.features = features;
  }

  /** False where the box provides no ThunderJS to this app. */
  get isThere(): boolean {
    return this.thunder !== undefined;
  }

  /**
   * Calls a method of a plugin.
   * @returns null when the plugin is missing, refuses, or does not answer in time
   */
  async ask(plugin: string, method: string, params?: object): Promise<Answer | null> {
    const answer = await this.exchange(plugin, method, params);
    if (typeof answer === 'object') return answer;
    if (this.isThere) this.features.lacks(`${plugin}.${method}`);
    return null;
  }

  /** The same, for callers that distinguish a refusal from a missing answer. */
  exchange(
    plugin: string,
    method: string,
    params?: object,
  ): Promise<Answer | 'refused' | 'silent'> {
    const { thunder } = this;
    if (thunder === undefined) return Promise.resolve('silent');
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('silent'), patience);
      const done = (answer: Answer | 'refused') => {
        clearTimeout(timer);
        resolve(answer);
      };
      try {
        // Not every ThunderJS returns a promise when it refuses.
        Promise.resolve(thunder.call(plugin, method, params)).then(
          (answer) => done(read(answer)),
          () => done('refused'),
        );
      } catch {
        done('refused');
      }
    });
  }

  /** Listens to an event of a plugin until the returned function is called. */
  watch(plugin: string, event: string, listener: (what: Answer) => void): () => void {
    const lacks = () => this.features.lacks(`${plugin}.${event}`);
    try {
      const heard = (what: unknown) => {
        const said = read(what);
        if (said !== 'refused') listener(said);
      };
      const subscription = this.thunder?.on?.(plugin, event, heard, lacks);
      return () => {
        try {
          subscription?.dispose();
        } catch {
          // The subscription has already ended.
        }
      };
    } catch {
      lacks();
      return () => {};
    }
  }
}

/** An answer counts as refused when it is not an object, is an error, or has RDK's `success` false. */
function read(answer: unknown): Answer | 'refused' {
  if (typeof answer !== 'object' || answer === null || answer instanceof Error) return 'refused';
  return (answer as Answer).success === false ? 'refused' : (answer as Answer);
}

/** The first text that is not empty, or undefined. */
export function textIn(answer: Answer | null, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = answer?.[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}
