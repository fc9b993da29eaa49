/** Request header by which a test names the client that sends it. The real service knows no such header. */
export const CLIENT_HEADER = 'X-Couchpass-Client';

const LONGEST_NAME = 64;

/**
 * Names that tests give to clients, so that the record and the judge can tell two apps of the same make
 * apart. A name that came once with a client id belongs to it until another comes. In memory only.
 */
export class ClientNames {
  private readonly byId = new Map<string, string>();

  /** The name of a request: of its header, else of its client. `header`: as it was sent. */
  of(header: string | undefined, clientId: string | undefined): string | undefined {
    const given = readName(header);
    if (clientId === undefined) return given;
    if (given !== undefined) this.give(clientId, given);
    return given ?? this.byId.get(clientId);
  }

  give(clientId: string, name: string): void {
    this.byId.set(clientId, name);
  }

  reset(): void {
    this.byId.clear();
  }
}

/** Printable ASCII, at most 64 characters; undefined when nothing of that kind is there. */
export function readName(text: string | undefined): string | undefined {
  const name = (text ?? '').replace(/[^\x20-\x7e]/g, '').trim();
  return name === '' ? undefined : name.slice(0, LONGEST_NAME).trim();
}
