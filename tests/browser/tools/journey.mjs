// Tells one story of `journeys` in several ways at once: with and without script, by pointer and by keyboard.
// Input: {chromium, journey, worlds: [{base, mail, width, javascript, keyboard, given}]}. Exit status: 0 told, 1 not.
import { open, runsScript } from './browser.mjs';
import { input } from './input.mjs';
import { tell } from './world.mjs';

const given = await input();
const { default: story } = await import(`../journeys/${given.journey}.mjs`);
let told = true;

async function inBrowser(javascript) {
  const worlds = given.worlds.filter((world) => world.javascript === javascript);
  if (worlds.length === 0) return;
  const browser = await open(given.chromium, { javascript });
  if ((await runsScript(browser)) !== javascript) throw new Error(`script should be ${javascript ? 'on' : 'off'} and is not`);
  for (const world of worlds) {
    const begun = Date.now();
    const problems = await tell(story, browser, world);
    const how = `${world.width} px, script ${javascript ? 'on' : 'off'}, ${world.keyboard ? 'keyboard' : 'pointer'}`;
    console.log(`${given.journey}, ${how}: ${problems.length ? 'NOT TOLD' : 'told'} in ${Date.now() - begun} ms`);
    problems.forEach((line) => console.log(`  ${line}`));
    told &&= problems.length === 0;
  }
  await browser.close();
}

await Promise.all([inBrowser(true), inBrowser(false)]);
process.exit(told ? 0 : 1);
