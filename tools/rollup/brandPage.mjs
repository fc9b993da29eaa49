/**
 * A page of the TV app or the second-screen page, with a brand's additions to its head. Additions of another brand
 * are removed, so that a page that was built for one brand can be served for another.
 * @param {string} html
 * @param {{ css: boolean, icon?: string, themeColors?: { light?: string, dark?: string } }} look `css`: there is a
 *   style sheet; `icon`: a path beside the page; `themeColors`: backgrounds of the second-screen page, for the browser's bars
 */
export function brandPage(html, { css, icon, themeColors = {} }) {
  let page = html.replace(
    /\n? *<link rel="stylesheet" href="static\/brand\/brand\.css"[^>]*>/g,
    '',
  );
  if (css) {
    const sheets = [...page.matchAll(/\n? *<link rel="stylesheet"[^>]*>/g)];
    const last = sheets[sheets.length - 1];
    if (last !== undefined) {
      const end = last.index + last[0].length;
      const link = '\n    <link rel="stylesheet" href="static/brand/brand.css" />';
      page = page.slice(0, end) + link + page.slice(end);
    }
  }
  if (icon !== undefined) {
    const type = icon.endsWith('.svg') ? 'image/svg+xml' : 'image/png';
    page = page.replace(
      /<link rel="icon"[^>]*>/,
      `<link rel="icon" href="${icon}" type="${type}" />`,
    );
  }
  for (const [scheme, colour] of Object.entries(themeColors)) {
    if (colour === undefined) continue;
    const own = new RegExp(
      `<meta name="theme-color" content="[^"]*" media="\\(prefers-color-scheme: ${scheme}\\)"`,
    );
    page = page.replace(
      own,
      `<meta name="theme-color" content="${colour}" media="(prefers-color-scheme: ${scheme})"`,
    );
  }
  return page;
}

/** The `look` of `brandPage` for an app of a brand. */
export function lookOf(brand, app) {
  const { light, dark } = brand.theme.phone;
  const icon = [...brand.files.keys()].find((path) => path.includes('/phone-icon.'));
  return {
    css: brand.css[app] !== '',
    ...(app === 'activate' && icon !== undefined ? { icon } : {}),
    ...(app === 'activate' ? { themeColors: { light: light?.ground, dark: dark?.ground } } : {}),
  };
}
