// What the library of the stories must refuse, on pages made for it: prints for each control what came of it.
// Input: {chromium, worlds: [{base, mail, width, javascript, keyboard}]}; the pages are in controls.rs.
import { open, runsScript } from './browser.mjs';
import { input } from './input.mjs';
import { tell } from './world.mjs';

const CONTROLS = {
  'a page that is sound': async (leo) => { await leo.visit('/sound'); await leo.press('Go'); await leo.seeHeading('Sound'); },
  'what a script says': async (leo) => { await leo.visit('/script'); await leo.see('said by a script'); },
  'what is said without script': async (leo) => { await leo.visit('/script'); await leo.seeHeading('said without script'); },
  'words that are hidden': async (leo) => { await leo.visit('/hidden'); await leo.see('Nobody sees this'); },
  'a button that is not there': async (leo) => { await leo.visit('/sound'); await leo.press('Stop'); },
  'a button that is there twice': async (leo) => { await leo.visit('/twice'); await leo.press('Go'); },
  'a button that Tab does not reach': async (leo) => { await leo.visit('/unreachable'); await leo.press('Go'); },
  'a button that hides its focus': async (leo) => { await leo.visit('/unseen'); await leo.press('Go'); },
  'a button under something else': async (leo) => { await leo.visit('/covered'); await leo.press('Go'); },
  'another host': async (leo) => { await leo.visit('/elsewhere'); },
  'a word in the console': async (leo) => { await leo.visit('/missing'); },
  'a picture without words': async (leo) => { await leo.visit('/nameless'); },
  'a fault of the server': async (leo) => { await leo.visit('/broken'); },
};

const given = await input();
const outcomes = await Promise.all(given.worlds.map(async (world) => {
  const browser = await open(given.chromium, { javascript: world.javascript });
  const outcome = { 'script runs': String(await runsScript(browser)) };
  for (const [name, act] of Object.entries(CONTROLS)) {
    const problems = await tell(async ({ person }) => act(await person('leo', { patience: 3000 })), browser, world);
    outcome[name] = problems.map((line) => line.split('\n')[0]).join(' | ');
  }
  await browser.close();
  return outcome;
}));
console.log(JSON.stringify(outcomes));
process.exit(0);
