// Looks at pages, each at several widths and in light and dark, and prints what is wrong, a line for each finding.
// Input: {chromium, origin, pages: [{name, path, language}]}. Exit status: 0 nothing, 1 findings.
import { open } from './browser.mjs';
import { unseenFocus } from './focus.mjs';
import { input } from './input.mjs';
import { axe, eachPanel, early, markup, setScheme, sideways, unfold, WIDTHS } from './inspect.mjs';
import { watch } from './watch.mjs';

const AT_ONCE = 2;
/** So many samples of each page are looked at in the browser, spread over all of them; the markup of every one is checked. */
const SEEN_OF_EACH = 3;
// Each sample comes in both languages: together they are seen at both widths in light and in dark.
const VIEWS = {
  es: { phone: 'light', desk: 'dark' },
  en: { phone: 'dark', desk: 'light' },
};

const given = await input();
const browser = await open(given.chromium);
const waiting = spread(given.pages);
/** Finding -> the views in which it was found. */
const findings = new Map();

/** Of each page in each language the first sample, the last, and some between. */
function spread(pages) {
  const groups = Map.groupBy ? Map.groupBy(pages, group) : pages.reduce((all, page) => all.set(group(page), [...(all.get(group(page)) ?? []), page]), new Map());
  return [...groups.values()].flatMap((samples) => {
    const count = Math.min(SEEN_OF_EACH, samples.length);
    return Array.from({ length: count }, (_, at) => samples[Math.round((at * (samples.length - 1)) / Math.max(1, count - 1))]);
  });
}

function group({ name, language }) {
  return `${name.split(' sample ')[0]} ${language}`;
}

async function visit(page, { name, path, language }) {
  const note = (view, lines) => lines.forEach((line) => {
    const found = `${name}: ${line}`;
    findings.set(found, [...(findings.get(found) ?? []), view]);
  });
  const resize = (width) => page.setViewportSize({ width, height: 900 });
  const { phone, desk } = VIEWS[language.slice(0, 2)];
  const look = async (view) => note(view, [...await axe(page), ...await unseenFocus(page)]);

  await resize(375);
  await page.goto(given.origin + path);
  note('as sent', await early(page));
  await setScheme(page, phone);
  await look(`375 px ${phone}`);
  await eachPanel(page, async (panel) => {
    note(`375 px ${phone}, ${panel} open`, [...await axe(page, panel), ...await sideways(page)]);
  });
  await unfold(page);
  await resize(1280);
  await setScheme(page, desk);
  await look(`1280 px ${desk}, unfolded`);
  for (const width of WIDTHS) {
    await resize(width);
    note(`${width} px`, await sideways(page));
  }
}

async function work() {
  const context = await browser.context();
  const page = await context.newPage();
  let name = '';
  watch(context, given.origin, (_, line) => findings.set(`${name}: ${line}`, ['loading']));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    ({ name } = next);
    await visit(page, next);
  }
  await context.close();
}

for (const { name, path } of given.pages) {
  const sent = await (await fetch(given.origin + path)).text();
  for (const line of await markup(sent)) findings.set(`${name}: ${line}`, ['as sent']);
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
await browser.close();
for (const [line, views] of findings) console.log(`${line} [${[...new Set(views)].join('; ')}]`);
console.log(`${given.pages.length} pages in Chromium ${browser.version}: ${findings.size} findings`);
process.exit(findings.size ? 1 : 0);
