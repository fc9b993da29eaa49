/**
 * Runs in a page: tries every way in which a browser can send requests to a server at `base`. Returns what
 * the page could read, by the way of the request; answers that cannot be read are left out.
 */
export async function attempts({
  base,
  reads,
  orders,
}: {
  readonly base: string;
  readonly reads: readonly string[];
  /** Path and body. */
  readonly orders: readonly (readonly [string, string])[];
}): Promise<Record<string, string>> {
  const got: Record<string, string> = {};
  const keep = async (how: string, work: () => Promise<string>) => {
    const tooLong = new Promise<string>((resolve) => setTimeout(() => resolve(''), 3_000));
    const text = await Promise.race([work().catch(() => ''), tooLong]);
    if (text !== '') got[how] = text;
  };
  const fetched = async (path: string, init: RequestInit) =>
    (await fetch(base + path, init)).text();

  /** Loads an element. A page may learn only whether the element loaded; here the result must be empty. */
  const loaded = (tag: 'img' | 'script' | 'iframe', path: string) =>
    new Promise<string>((resolve) => {
      const node = Object.assign(document.createElement(tag), { src: base + path });
      node.addEventListener('error', () => resolve(''));
      node.addEventListener('load', () => {
        if (!(node instanceof HTMLIFrameElement)) return resolve(`a ${tag} was taken`);
        try {
          resolve(node.contentDocument?.body.textContent ?? '');
        } catch {
          resolve('');
        }
      });
      document.body.append(node);
    });

  for (const path of reads) {
    await keep(`fetch ${path}`, () => fetched(path, {}));
    await keep(`fetch with cookies ${path}`, () => fetched(path, { credentials: 'include' }));
    await keep(`fetch without CORS ${path}`, () => fetched(path, { mode: 'no-cors' }));
    for (const tag of ['img', 'script', 'iframe'] as const)
      await keep(`${tag} ${path}`, () => loaded(tag, path));
  }
  await keep(
    'events',
    () =>
      new Promise((resolve) => {
        const events = new EventSource(`${base}/_sandbox/events`);
        events.addEventListener('hello', () => resolve('hello'));
        events.addEventListener('error', () => {
          events.close();
          resolve('');
        });
      }),
  );
  for (const [path, body] of orders) {
    const json = { 'content-type': 'application/json' };
    await keep(`JSON ${path}`, () => fetched(path, { method: 'POST', headers: json, body }));
    await keep(`text ${path}`, () => fetched(path, { method: 'POST', mode: 'no-cors', body }));
    await keep(`bare ${path}`, () => fetched(path, { method: 'POST', mode: 'no-cors' }));
    await keep(`DELETE ${path}`, () => fetched(path, { method: 'DELETE' }));
    navigator.sendBeacon(base + path, body);
    await keep(
      `form ${path}`,
      () =>
        new Promise((resolve) => {
          // With this name and value a form's text is JSON: {"a":1,"x":"="}.
          const form = document.createElement('form');
          const frame = Object.assign(document.createElement('iframe'), { name: `to${path}` });
          const field = document.createElement('input');
          field.name = `${body.slice(0, -1)}${body === '{}' ? '' : ','}"x":"`;
          field.value = '"}';
          form.append(field);
          Object.assign(form, { method: 'post', enctype: 'text/plain', action: base + path });
          form.target = frame.name;
          document.body.append(frame, form);
          frame.addEventListener('load', () => resolve(''));
          form.submit();
        }),
    );
  }
  return got;
}
