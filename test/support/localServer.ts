import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server of a test, on a free port of this computer. */
export interface LocalServer {
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

export async function startLocalServer(answer: RequestListener): Promise<LocalServer> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves these files (path: media type and text); all other paths are missing. */
export function serveFiles(
  files: Readonly<Record<string, readonly [type: string, text: string]>>,
): Promise<LocalServer> {
  return startLocalServer(({ url = '' }, response) => {
    const [type, text] = files[url] ?? ['text/plain', ''];
    response.writeHead(url in files ? 200 : 404, { 'Content-Type': type }).end(text);
  });
}
