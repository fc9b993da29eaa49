// Draws the diagrams of a page. The drawing library is loaded only by pages with diagrams.
const diagrams = document.querySelectorAll('code.mermaid');
if (diagrams.length > 0) {
  const script = document.createElement('script');
  script.src = new URL('mermaid.tiny.js', document.currentScript.src).href;
  script.addEventListener('load', () => draw(window.mermaid));
  document.head.append(script);
}

async function draw(mermaid) {
  const chosen = document.documentElement.dataset.theme;
  const isDark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  mermaid.initialize({
    startOnLoad: false,
    state: { useMaxWidth: false },
    theme: isDark ? 'dark' : 'default',
    maxTextSize: 500_000,
    maxEdges: 2_000,
  });
  for (const [index, code] of [...diagrams].entries()) {
    const { svg } = await mermaid.render(`diagram-${index}`, code.textContent);
    const figure = document.createElement('div');
    figure.className = 'diagram';
    figure.innerHTML = svg;
    code.closest('pre').replaceWith(figure);
    figure.scrollLeft = (figure.scrollWidth - figure.clientWidth) / 2;
  }
}
