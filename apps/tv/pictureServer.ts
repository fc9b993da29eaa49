let server: ((url: string) => string) | null = null;

/** Fetches the pictures of the catalogue through the operator's server, which makes them smaller. */
export function setPictureServer(through: ((url: string) => string) | null): void {
  server = through;
}

/** The address from which a picture of the catalogue is fetched: its own, or that of the operator's server. */
export function pictureAddress(url: string): string {
  return server === null || !/^https?:\/\//i.test(url) ? url : server(url);
}
