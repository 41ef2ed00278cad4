// One application of its own with people at browsers, in one way of using them, for one story.
import { axe, markup, sideways } from './inspect.mjs';
import { Person } from './person.mjs';
import { watch } from './watch.mjs';

const PATIENCE = 300_000;

/** Tells the story in a world `{base, mail, width, javascript, keyboard, given}`; gives what went wrong, a line each. */
export async function tell(story, browser, world) {
  const problems = new Set();
  const people = new Map();
  const origin = new URL(world.base).origin;

  async function person(name, options = {}) {
    if (people.has(name)) return people.get(name);
    const { patience, ...window } = options;
    const context = await browser.context({ viewport: { width: world.width, height: 800 }, ...window });
    if (patience) {
      context.setDefaultNavigationTimeout(PATIENCE);
      context.setDefaultTimeout(patience);
    }
    const page = await context.newPage();
    const note = (url, line) => problems.add(`${new URL(url).pathname}: ${line}`);
    watch(context, origin, note);
    const someone = new Person({ name, world, page, settled: inspector(page, world, note) });
    people.set(name, someone);
    return someone;
  }

  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('the story does not come to its end')), PATIENCE);
  });
  try {
    await Promise.race([story({ person, given: world.given, world }), late]);
  } catch (error) {
    problems.add(error.message);
  } finally {
    clearTimeout(timer);
  }
  for (const someone of people.values()) await someone.page.context().close();
  return [...problems];
}

/** Looks once at each page that a story comes by. axe waits for timers, which do not run where script is off. With script, a
 * story is told by pointer at the same width too: the keyboard meets the same pages. */
function inspector(page, { javascript, keyboard }, note) {
  if (javascript && keyboard) return async () => {};
  let sent = null;
  page.on('response', (response) => {
    const redirect = response.status() >= 300 && response.status() < 400;
    const html = (response.headers()['content-type'] ?? '').startsWith('text/html');
    if (response.request().isNavigationRequest() && html && !redirect) sent = response;
  });
  return async () => {
    if (sent === null) return;
    const response = sent;
    sent = null;
    const found = [...await markup(await response.text()), ...await sideways(page), ...(javascript ? await axe(page) : [])];
    found.forEach((line) => note(page.url(), line));
  };
}
