/**
 * Does what a browser does on a provider's login: redirects, cookies, the form; until it reaches the return
 * address. @param user null when the provider recognises the household
 */
export async function browse(
  address: string,
  returnUrl: string,
  agent: string,
  user: string | null,
): Promise<void> {
  const cookies = new Map<string, string>();
  let url = new URL(address);
  let body: URLSearchParams | undefined;
  for (let steps = 0; steps < 10; steps += 1) {
    if (url.href.startsWith(returnUrl)) return;
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        'user-agent': agent,
        ...(cookies.size > 0 && {
          cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        }),
      },
      ...(body && { body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) {
      url = new URL(location, url);
      body = undefined;
    } else if (user !== null && !body)
      body = new URLSearchParams({ username: user, password: 'sofa' });
    else throw new Error(`the browser is stuck at ${url.pathname}: ${await response.text()}`);
  }
  throw new Error('the browser goes round in circles');
}
