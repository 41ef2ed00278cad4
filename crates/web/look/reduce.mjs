// Obelisco v2 (with Bootstrap inside it) -> the rules our templates use, every hard-coded colour replaced by a token of
// app.css, in @layer obelisco.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { transform } from 'lightningcss';
import postcss from 'postcss';
import { PurgeCSS } from 'purgecss';

const source = createRequire(import.meta.url).resolve('@gcba/obelisco-v2/dist/styles.css');

/** The reduced stylesheet for the templates that `content` (globs) names. */
export async function reduce(content) {
  const css = readFileSync(source, 'utf8');
  // 1. Keep what the templates use. Classes that only appear at run time go in the safelist.
  const [purged] = await new PurgeCSS().purge({
    content, css: [{ raw: css }], variables: true, keyframes: true, fontFace: true,
    blocklist: [/^popover/, /^row$/, /^btn-check$/, /^btn-group/, /^map/, /^offcanvas/, /^list-steps/, /^stepper/],
    safelist: { standard: ['is-invalid', /^form-(label|control|select|checkbox|radio)/, /^table$/, 'badge-default', 'badge-info', 'badge-success', 'badge-warning', 'badge-danger', 'alert', 'alert-info', 'alert-success', 'alert-warning', 'alert-danger'] },
  });

  // 2. Hex -> token, by the kind of property. What is not listed keeps its value and is reported.
  const text = { '#101e37': 'ink', '#38485c': 'ink-2', '#5c6a7a': 'ink-3', '#336acc': 'link', '#2e569e': 'link-hover', '#274986': 'link-hover', '#6d0099': 'visited', '#ffffff': 'on-accent', '#cc3333': 'danger', '#9eaab8': 'line-strong' };
  const fill = { '#ffffff': 'surface', '#f3f6f9': 'sunken', '#e6ebf0': 'line', '#336acc': 'accent', '#2e569e': 'accent-hover', '#274986': 'accent-hover', '#2b5aad': 'accent-hover', '#2955a3': 'accent-hover', '#265099': 'accent-hover', '#101e37': 'ink', '#080f1c': 'ink', '#218274': 'focus', '#ffcc00': 'mark', '#002733': 'footer', '#9eaab8': 'line-strong',
    '#f2fbf5': 'success-bg', '#26874a': 'success-line', '#e5f9ff': 'info-bg', '#0086ad': 'info-line', '#fff4e5': 'warning-bg', '#ff9500': 'warning-line', '#cc7700': 'warning-line', '#fbefef': 'danger-bg', '#cc3333': 'danger-line' };
  const left = new Map();
  const tokens = {
    postcssPlugin: 'tokens',
    Declaration(d) {
      if (d.value.includes('url(') || !/#[0-9a-f]{6}/i.test(d.value)) return;
      const kind = /(^|-)color$/.test(d.prop) && !/(background|border|outline)-color$/.test(d.prop) ? text : fill;
      d.value = d.value.replace(/#[0-9a-f]{6}\b/gi, (h) => { const t = kind[h.toLowerCase()]; if (!t) left.set(h, (left.get(h) ?? 0) + 1); return t ? `var(--${t})` : h; });
    },
  };
  // 3. Drop what app.css owns or nobody needs: utilities with !important, the data-bs-theme copies,
  //    data-URI icons (we draw ours), prefixes, hover-for-visited copies, empty rules.
  const drop = {
    postcssPlugin: 'drop',
    OnceExit(root) {
      root.walkDecls((d) => { if (d.important || /^-(webkit|moz|ms)-/.test(d.prop) || /url\(.?data:/.test(d.value)) d.remove(); });
      root.walkAtRules((a) => { if (a.name === 'charset') a.remove(); if (a.name === 'media' && /print|reduced-motion/.test(a.params)) a.remove(); });
      root.walkRules((r) => { if (/data-bs-theme|:(not\(:focus-visible\)|focus:not)|\.(was-validated|calendar|accordion|list-group)/.test(r.selector)) { const keep = r.selectors.filter((s) => !/data-bs-theme=dark|was-validated|accordion|calendar|list-group/.test(s)); if (keep.length) r.selectors = keep; else r.remove(); } });
      root.walkComments((c) => c.remove());
      root.walkRules((r) => { if (!r.nodes.length) r.remove(); });
      root.walkAtRules((a) => { if (a.nodes && !a.nodes.length) a.remove(); });
      const used = new Set(root.toString().match(/var\(--[\w-]+/g)?.map((s) => s.slice(4)));
      root.walkDecls(/^--/, (d) => { if (!used.has(d.prop)) d.remove(); });
      root.walkRules((r) => { if (!r.nodes.length) r.remove(); });
    },
  };
  const { css: mapped } = await postcss([tokens, drop]).process(purged.css, { from: undefined });
  const layered = `@layer obelisco {\n${mapped}\n}`;
  const { code } = transform({ filename: 'obelisco.css', code: Buffer.from(layered), minify: true, targets: { chrome: 99 << 16, safari: (15 << 16) | (4 << 8), firefox: 97 << 16 } });
  process.stderr.write(`obelisco ${css.length} -> ${code.length} bytes; colours left as they were: ${[...left].map(([hex, n]) => `${hex} x ${n}`).join(', ') || 'none'}\n`);
  return code.toString();
}
