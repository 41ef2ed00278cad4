// Chromium, with a fresh profile that goes when it ends. Script is on or off as a person turns it off: in the settings.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

// The page reaches nothing but this machine, whatever it asks for.
const RESOLVE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';
const FLAGS = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', RESOLVE];
const BLOCKED = 2;
const PATIENCE = 20_000;

/** A running Chromium: `context(options)` is somebody's own window, with cookies of its own; `close()` ends it. */
export async function open(program, { javascript = true } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'ventanilla-chromium-'));
  mkdirSync(join(profile, 'Default'));
  const settings = javascript ? {} : { profile: { default_content_setting_values: { javascript: BLOCKED } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  const first = await chromium.launchPersistentContext(profile, {
    executablePath: program, headless: true, chromiumSandbox: false, args: FLAGS,
  });
  const browser = first.browser();
  return {
    version: browser.version(),
    async context(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'es-AR', ...options });
      context.setDefaultTimeout(PATIENCE);
      return context;
    },
    async close() {
      await first.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const SCRIPTED = '<!doctype html><title>off</title><script>document.title = "on"</script>';

/** Whether a page's own script runs in windows of this browser. */
export async function runsScript(browser) {
  const context = await browser.context();
  try {
    const page = await context.newPage();
    await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: SCRIPTED }));
    await page.goto('http://localhost/');
    return (await page.title()) === 'on';
  } finally {
    await context.close();
  }
}
