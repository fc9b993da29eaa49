import type { BrowserContext, Route } from 'playwright-core';

/** The service's answer to one kind of call; `hold` answers only after `release`. */
export type Answer =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: number; readonly html: string }
  | 'unreachable';

export interface Answers {
  session: Answer;
  configuration: Answer;
  resume: Answer;
  profiles: Answer;
}

const device = { model: 'QN65Q80', vendor: 'Samsung', type: 'SmartTV' };
const names = ['Valley Cable', 'Harbor TV', 'Summit Fiber', 'PrairieLink', 'Cedar Mobile'];
const more = ['BlueRidge One', 'Lakeshore', 'Metro Vision', 'Canyon Sat', 'Orchard', 'Polar Net'];

export const error = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { status, code, action: 'none', trace: '9c41d2aa-7b60-4c1e-9d35-0f2f6d1c8a11', ...more },
});

/**
 * A service with constant answers, so that the pictures do not change: a sandbox would never give the same
 * code twice.
 */
export class SteadyService {
  readonly answers: Answers;
  private held: (() => void)[] | null = null;
  private readonly logos: string;

  /** @param logos address of the logos */
  constructor(logos: string) {
    this.logos = logos;
    this.answers = this.usual();
  }

  usual(): Answers {
    return {
      session: {
        status: 200,
        body: {
          existingParameters: { serviceProvider: 'NORTHSTAR' },
          missingParameters: ['mvpd', 'domainName', 'redirectUrl'],
          ...device,
          device,
        },
      },
      configuration: { status: 200, body: { requestor: { mvpds: this.providers() } } },
      resume: {
        status: 200,
        body: { actionName: 'authorize', actionType: 'direct', reasonType: 'authenticated' },
      },
      profiles: { status: 200, body: { profiles: {} } },
    };
  }

  /** Holds all answers back until `release`. */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    for (const go of this.held ?? []) go();
    this.held = null;
  }

  async answerIn(context: BrowserContext, service: string): Promise<void> {
    await context.route(`${service}/o/**`, (route) =>
      reply(route, {
        status: 201,
        body: {
          client_id: 'c',
          client_secret: 's',
          grant_types: ['client_credentials'],
          access_token: 't',
          expires_in: 21_600,
        },
      }),
    );
    await context.route(`${service}/api/v2/**`, async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (route.request().method() === 'OPTIONS') return reply(route, { status: 204, html: '' });
      if (this.held) await new Promise<void>((go) => this.held?.push(go));
      return reply(route, this.answerTo(route.request().method(), path)).catch(() => {});
    });
  }

  private answerTo(method: string, path: string): Answer {
    if (path.endsWith('/configuration')) return this.answers.configuration;
    if (path.includes('/profiles/')) return this.answers.profiles;
    return method === 'POST' ? this.answers.resume : this.answers.session;
  }

  private providers() {
    return [...names, ...more, 'Ridgeway', 'Zenith Rural Television Cooperative'].map(
      (displayName) => {
        const id = displayName.replace(/ /g, '');
        return { id, displayName, logoUrl: `${this.logos}/logos/${id}.svg` };
      },
    );
  }
}

async function reply(route: Route, answer: Answer): Promise<void> {
  if (answer === 'unreachable') return route.abort('connectionfailed');
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': '*, Authorization',
    'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  };
  const { status } = answer;
  if ('html' in answer) {
    return route.fulfill({ status, headers, contentType: 'text/html', body: answer.html });
  }
  return route.fulfill({ status, headers, json: answer.body });
}
