// Pictures of pages, for people who look at them: at phone and desktop width, in light and dark.
//   node tests/browser/tools/shots.mjs URL OUT_DIR PATH...        e.g. http://127.0.0.1:8080 /tmp/shots / /requests
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { open } from './browser.mjs';
import { setScheme } from './inspect.mjs';

const [base, folder, ...paths] = process.argv.slice(2);
if (paths.length === 0) {
  console.error('usage: shots.mjs URL OUT_DIR PATH...');
  process.exit(2);
}
function onPath(program) {
  const found = process.env.PATH.split(delimiter).map((place) => join(place, program)).find(existsSync);
  if (!found) throw new Error(`there is no ${program} here; VENTANILLA_TEST_CHROMIUM may name one`);
  return found;
}

mkdirSync(folder, { recursive: true });
const browser = await open(process.env.VENTANILLA_TEST_CHROMIUM || onPath('chromium'));
const context = await browser.context();
const page = await context.newPage();
for (const path of paths) {
  await page.goto(new URL(path, base).href);
  const name = path.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'home';
  for (const width of [375, 1280]) for (const scheme of ['light', 'dark']) {
    await page.setViewportSize({ width, height: 900 });
    await setScheme(page, scheme);
    const file = join(folder, `${name}-${width}-${scheme}.png`);
    await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
    console.log(file);
  }
}
await browser.close();
