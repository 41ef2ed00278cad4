// What a page must be wherever it is looked at: without a fault that axe or html-validate finds, and no wider than the
// window. Each finding is one line: the rule, and where.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const WIDTHS = [320, 375, 768, 1280, 1440];
/** What all pages of ours share. */
export const SHARED = ['body > header', 'body > footer'];

const RULES = {
  // Boxes of one question share a name, as the buttons of one form do.
  'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
  // The name of the site ends every title, and is whatever an installation calls itself.
  'long-title': 'off',
};
const validating = (rules) => new HtmlValidate(new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'], rules }));
const ofPages = validating(RULES);
// Mail programs take styles from nowhere else, and some only know the attributes of old.
const ofMails = validating({ ...RULES, 'no-inline-style': 'off', 'no-deprecated-attr': 'off' });

/** What html-validate says of the HTML of a page, or of a mail, as it was sent. */
export async function markup(html, mail = false) {
  const report = await (mail ? ofMails : ofPages).validateString(html);
  return report.results.flatMap((result) => result.messages)
    .map((found) => `html-validate ${found.ruleId}: ${found.message} at ${found.line}:${found.column} ${found.selector ?? ''}`.trimEnd());
}

/** What axe says of the page as it is shown now, or of one element of it; not of some parts. */
export async function axe(page, within = null, except = []) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async ({ tags, within, except }) => {
    const about = within === null ? { include: document, exclude: except } : { include: [within] };
    // A mail in a frame runs no script, axe's neither.
    const { violations } = await globalThis.axe.run(about, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], iframes: false });
    const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).slice(0, 1).join('');
    return violations.flatMap((rule) => rule.nodes.map((node) => `axe ${rule.id}: ${node.target.join(' ')} (${why(node)})`));
  }, { tags: TAGS, within, except });
}

/** Sets light or dark, for somebody who wants nothing to move: a colour on its way is nobody's colour. */
export async function setScheme(page, colorScheme) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
}

/** By how much the page is wider than its window, and what sticks out. */
export async function sideways(page) {
  return page.evaluate(() => {
    const shown = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - shown;
    if (over <= 0) return [];
    const name = (element) => element.tagName.toLowerCase() + (element.id ? `#${element.id}` : '') + [...element.classList].map((name) => `.${name}`).join('');
    const out = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > shown);
    return [`scrolls sideways by ${over} px: ${out.slice(-1).map(name).join('')}`];
  });
}

/** Links that make a browser call elsewhere before anybody clicks, which no request event tells of. */
export async function early(page) {
  return page.evaluate(() => [...document.querySelectorAll('link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch]')]
    .filter((link) => new URL(link.href).origin !== location.origin)
    .map((link) => `asks another host: ${link.href} (${link.rel})`));
}

/** Opens everything that folds. */
export async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
}

/** Opens each panel that pops over the page, one after the other, and does something with its selector. */
export async function eachPanel(page, look) {
  const count = await page.evaluate(() => document.querySelectorAll('[popover]').length);
  for (let number = 0; number < count; number += 1) {
    const id = await page.evaluate((number) => {
      const panel = document.querySelectorAll('[popover]')[number];
      panel.showPopover();
      return panel.id;
    }, number);
    await look(`#${id}`);
    await page.evaluate((number) => document.querySelectorAll('[popover]')[number].hidePopover(), number);
  }
}
