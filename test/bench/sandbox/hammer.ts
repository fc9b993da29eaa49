import { Agent, request } from 'node:http';

export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Sends requests on connections that stay open, at most `connections` at once. */
export class Gun {
  private readonly agent: Agent;
  private readonly base: URL;

  constructor(url: string, connections: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.base = new URL(url);
  }

  shoot({ method, path, headers = {}, body }: Shot): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.base;
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const outgoing = request(
        { agent: this.agent, hostname, port, method, path, headers: { ...headers, ...length } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
          response.on('error', reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

export interface Figures {
  readonly perSecond: number;
  /** ms */
  readonly p99: number;
}

export interface Contestant {
  readonly url: string;
  readonly shot: Shot;
  /** A wrong answer must not count, however fast it is. */
  readonly isRight: (reply: Reply) => boolean;
}

const CONNECTIONS = 16;
/** This many requests before the measurement: code is compiled as it is used. */
const WARM_UP = 2_000;
const ROUNDS = 6;
const ROUND_MS = 500;

/**
 * Repeats the same request on sixteen connections. Contestants take turns of half a second, so that other
 * load on the machine affects all of them.
 * @throws when an answer is not right
 */
export async function contest(contestants: readonly Contestant[]): Promise<Figures[]> {
  const lanes = contestants.map((contestant) => new Lane(contestant));
  try {
    for (const lane of lanes) await lane.run((shots) => shots < WARM_UP);
    for (const lane of lanes) lane.times.length = 0;
    for (let round = 0; round < ROUNDS; round++)
      for (const lane of lanes) {
        const end = performance.now() + ROUND_MS;
        await lane.run(() => performance.now() < end);
      }
    return lanes.map((lane) => lane.figures());
  } finally {
    for (const lane of lanes) lane.gun.close();
  }
}

class Lane {
  readonly gun: Gun;
  readonly times: number[] = [];
  private readonly contestant: Contestant;

  constructor(contestant: Contestant) {
    this.contestant = contestant;
    this.gun = new Gun(contestant.url, CONNECTIONS);
  }

  async run(goesOn: (shots: number) => boolean): Promise<void> {
    const { shot, isRight, url } = this.contestant;
    let shots = 0;
    const worker = async () => {
      while (goesOn(shots)) {
        shots += 1;
        const began = performance.now();
        const reply = await this.gun.shoot(shot);
        this.times.push(performance.now() - began);
        if (!isRight(reply))
          throw new Error(`${shot.method} ${url}${shot.path}: ${reply.status} ${reply.text}`);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  }

  figures(): Figures {
    const sorted = [...this.times].sort((a, b) => a - b);
    return {
      perSecond: sorted.length / ((ROUNDS * ROUND_MS) / 1_000),
      p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    };
  }
}
