import type { FrameLocator, Page } from 'playwright-core';

/**
 * Opens the page at `address` in a frame that fills a page at `other`, in a browser that ignores the header
 * that forbids framing.
 */
export async function openFramed(
  page: Page,
  address: string,
  other: string,
): Promise<FrameLocator> {
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, 'x-frame-options': __, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  const style = 'display: block; border: 0; width: 100vw; height: 100vh';
  await page.route(other, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Other</title><body style="margin: 0; overflow: hidden">
        <iframe title="Framed" src="${address}" style="${style}"></iframe></body></html>`,
    }),
  );
  await page.goto(other);
  return page.frameLocator('iframe');
}
