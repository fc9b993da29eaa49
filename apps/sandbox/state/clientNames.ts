/** Request header with the name that a test gives to the client. The real service has no such header. */
export const CLIENT_HEADER = 'X-Couchpass-Client';

const LONGEST_NAME = 64;

/**
 * Names that tests give to clients, so that the record and the judge can distinguish two instances of an
 * app. A name that was sent with a client id applies to it until another name is sent. In memory only.
 */
export class ClientNames {
  private readonly byId = new Map<string, string>();

  /** The client name of a request: from its header, else the one stored for its client id. `header`: as sent. */
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

/** The printable ASCII of `text`, at most 64 characters; undefined when there is none. */
export function readName(text: string | undefined): string | undefined {
  const name = (text ?? '').replace(/[^\x20-\x7e]/g, '').trim();
  return name === '' ? undefined : name.slice(0, LONGEST_NAME).trim();
}
