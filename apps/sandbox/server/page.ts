import { html, raw } from 'hono/html';

type Html = ReturnType<typeof html>;

const STYLE = `
:root { color-scheme: light; --brand: #171a24; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: #f4f1ea; color: #171a24;
  font: 17px/1.5 "Atkinson Hyperlegible Next", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.bar { height: 8px; background: var(--brand); }
main { width: min(100%, 440px); margin: 0 auto; padding: 28px 24px 40px; }
.who { display: flex; align-items: center; gap: 14px; margin: 0 0 26px; font-size: 21px; font-weight: 700; }
.who img { width: 52px; height: 52px; }
h1 { font-size: 29px; line-height: 1.2; margin: 0 0 8px; letter-spacing: -0.01em; }
p { margin: 0 0 16px; color: #4a4f5e; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin: 18px 0 6px; }
input { width: 100%; height: 54px; padding: 0 16px; font: inherit; font-size: 19px; color: inherit;
  background: #fff; border: 2px solid #8a8f9c; border-radius: 12px; }
input:focus-visible, button:focus-visible, a:focus-visible, summary:focus-visible {
  outline: 3px solid var(--brand); outline-offset: 3px; }
button { width: 100%; min-height: 56px; margin-top: 26px; font: inherit; font-size: 18px; font-weight: 700;
  color: #fff; background: var(--brand); border: 0; border-radius: 14px; cursor: pointer; }
.quiet { display: block; margin-top: 8px; padding: 12px; text-align: center; color: #4a4f5e; }
.problem { margin: 0 0 8px; padding: 14px 16px; color: #7a1d12; background: #fdeae6;
  border-left: 5px solid #c0341f; border-radius: 10px; font-weight: 600; }
.demo { margin-top: 28px; padding: 16px 18px; background: #fff; border: 1px solid #dcd6c8; border-radius: 14px;
  font-size: 16px; }
.demo h2 { margin: 0 0 4px; font-size: 16px; }
.demo p { margin: 0 0 10px; font-size: 15px; }
.demo dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: 8px 14px; align-items: baseline; }
.demo dt { font-weight: 700; } .demo dd { margin: 0; color: #4a4f5e; }
code { font: 600 0.95em ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
`;

/** An HTML page of the sandbox. `html` has escaped the values in `body`. */
export function page(options: { title: string; color?: string; body: Html }): Html {
  const brand = options.color ? `:root { --brand: ${options.color}; }` : '';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${options.title}</title>
<style>${raw(STYLE + brand)}</style>
</head>
<body><div class="bar"></div><main>${options.body}</main></body>
</html>`;
}

/**
 * No script, nothing from other origins, no framing. There is no `form-action`: it would forbid the
 * redirect to the app's page that follows the login form.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
