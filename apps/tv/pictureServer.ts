let server: ((url: string) => string) | null = null;

/** Has the pictures of the catalogue fetched through a server of the operator's, which makes them smaller. */
export function setPictureServer(through: ((url: string) => string) | null): void {
  server = through;
}

/** Where a picture of the catalogue is fetched: as it is addressed, or through the operator's server. */
export function pictureAddress(url: string): string {
  return server === null || !/^https?:\/\//i.test(url) ? url : server(url);
}
