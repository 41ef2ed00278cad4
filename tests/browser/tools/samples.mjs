// Looks at pages in Chromium and at their HTML, and prints what is wrong, a line for each finding.
// Input: {chromium, origin, pages: [{name, path, views, whole, mail}]}, a view being [width, light or dark]. Of a page that is
// not whole, what it shares with others is not looked at again. Exit status: 0 nothing, 1 findings.
import { open } from './browser.mjs';
import { unseenFocus } from './focus.mjs';
import { input } from './input.mjs';
import { axe, eachPanel, early, markup, setScheme, SHARED, sideways, unfold, WIDTHS } from './inspect.mjs';
import { watch } from './watch.mjs';

const AT_ONCE = 2;
const PHONE = 768;
/** Of a page that is not whole, and where most is too wide. */
const NARROW = [320, PHONE];
/** A Chromium that has shown so many pages makes room for a fresh one. */
const SHOWN = 150;

const given = await input();
const waiting = [...given.pages];
/** Finding -> the views in which it was found. */
const findings = new Map();

async function visit(page, { path, views, whole, mail }, note) {
  const except = whole ? [] : SHARED;
  const resize = (width) => page.setViewportSize({ width, height: 900 });
  await resize(views[0][0]);
  const response = await page.goto(given.origin + path);
  note('as sent', [...await markup(await response.text(), mail), ...await early(page)]);
  for (const [width, scheme] of views) {
    const view = `${width} px ${scheme}`;
    await resize(width);
    await setScheme(page, scheme);
    if (width >= PHONE) await unfold(page);
    note(view, [...await axe(page, null, except), ...await unseenFocus(page, except), ...await sideways(page)]);
    if (width < PHONE && whole) {
      await eachPanel(page, async (panel) => {
        note(`${view}, ${panel} open`, [...await axe(page, panel), ...await sideways(page)]);
      });
    }
  }
  await unfold(page);
  for (const width of whole ? WIDTHS : NARROW) {
    await resize(width);
    note(`${width} px`, await sideways(page));
  }
}

/** Looks at pages until there are none, or so many; gives the one at which Chromium ended, if it did. */
async function work(first) {
  const browser = await open(given.chromium);
  const context = await browser.context();
  const page = await context.newPage();
  let found = [];
  const note = (view, lines) => found.push(...lines.map((line) => [line, view]));
  watch(context, given.origin, (_, line) => note('loading', [line]));
  let next = first ?? waiting.shift();
  try {
    for (let shown = 0; next && shown < SHOWN; shown += 1, next = waiting.shift()) {
      found = [];
      await visit(page, next, note);
      for (const [line, view] of found) {
        const finding = `${next.name}: ${line}`;
        findings.set(finding, (findings.get(finding) ?? new Set()).add(view));
      }
    }
    if (next) waiting.unshift(next);
    return null;
  } catch (error) {
    if (next === first) throw error;
    console.log(`${next.name} is looked at again, after: ${error.message.split('\n')[0]}`);
    return next;
  } finally {
    await browser.close().catch(() => {});
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let again = null; again || waiting.length;) again = await work(again);
}));
for (const [line, views] of findings) console.log(`${line} [${[...views].join('; ')}]`);
console.log(`${given.pages.length} pages: ${findings.size} findings`);
process.exit(findings.size ? 1 : 0);
