// What Lighthouse says of pages: `run.mjs CHROMIUM CATEGORY,CATEGORY phone,desk ADDRESS...`, a line of JSON for each address on
// each: the score of each category, and the audits that cost points.
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

// The page reaches nothing but this machine, whatever it asks for.
const RESOLVE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', RESOLVE];

const CONFIGS = { phone: undefined, desk: desktopConfig };

const [chromePath, categories, forms, ...addresses] = process.argv.slice(2);
const onlyCategories = categories.split(',');
const chrome = await launch({ chromePath, chromeFlags: FLAGS, logLevel: 'silent' });
for (const address of addresses) {
  for (const form of forms.split(',')) {
    const flags = { port: chrome.port, onlyCategories, disableFullPageScreenshot: true, logLevel: 'silent' };
    const { lhr } = await lighthouse(address, flags, CONFIGS[form]);
    const scores = Object.fromEntries(Object.entries(lhr.categories)
      .map(([name, { score }]) => [name, Math.round(score * 100)]));
    const counted = new Set(Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs)
      .filter(({ weight }) => weight > 0).map(({ id }) => id));
    const lost = Object.values(lhr.audits).filter(({ id, score }) => counted.has(id) && score !== null && score < 0.9)
      .map(({ id, displayValue }) => (displayValue ? `${id} ${displayValue}` : id));
    console.log(JSON.stringify({ address, form, scores, lost, error: lhr.runtimeError?.message }));
  }
}
await chrome.kill();
