// Somebody at a browser: what they do and see, by the names that are on the screen or read out. Every method ends when what
// it did is done; each control must be there exactly once, inside of where the person looks.
import { readFileSync } from 'node:fs';
import { letterBox } from './mail.mjs';
import { keyboard } from './keyboard.mjs';
import { pointer } from './pointer.mjs';

const PHONE = 768;

export class Person {
  constructor({ name, world, page, settled }) {
    Object.assign(this, { name, world, page, settled, root: page, email: `${name}@example.org`, steps: [] });
    this.hands = world.keyboard ? keyboard(page) : pointer();
    this.box = letterBox(world.mail, this.email);
    this.isOnPhone = world.width < PHONE;
    this.passed = [];
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.passed.push(new URL(frame.url()).pathname);
    });
  }

  /** The same person, looking at one part of the page only: `inside('region', 'Filtros')`, `inside('row', /PD-2026/)`. */
  inside(role, name) {
    return Object.assign(Object.create(this), { root: this.root.getByRole(role, named(name)) });
  }

  /** A field by its label, which may say besides that it is optional. */
  field(label) {
    const words = label instanceof RegExp ? label : new RegExp(`^${escaped(label)}( \\((opcional|optional)\\))?$`);
    return this.root.getByLabel(words);
  }

  /** Types an address of the site, or follows one from a mail. */
  visit(address) {
    return did(this, `visits ${address}`, () => this.page.goto(new URL(address, this.world.base).href));
  }

  /** Presses a button. */
  press(name) {
    return did(this, `presses "${name}"`, () => this.hands.activate(this.root.getByRole('button', named(name))));
  }

  /** Follows a link. */
  follow(name) {
    return did(this, `follows "${name}"`, () => this.hands.activate(this.root.getByRole('link', named(name))));
  }

  /** Goes to a part of the site by the navigation, which a phone keeps behind a button. */
  async go(name, { menu, navigation }) {
    if (this.isOnPhone) await this.press(menu);
    await this.inside('navigation', navigation).follow(name);
  }

  /** Opens or closes what folds (`details`). */
  unfold(name) {
    return did(this, `unfolds "${name}"`, () => this.hands.activate(this.root.locator('summary').filter({ hasText: name })));
  }

  /** Strikes a key, wherever they are: `j`, `Control+Enter`. */
  strike(key) {
    return did(this, `strikes ${key}`, () => this.page.keyboard.press(key));
  }

  /** Writes into a field, over what was there. */
  fill(label, text) {
    return did(this, `writes "${text}" into "${label}"`, () => this.hands.fill(this.field(label), text));
  }

  /** Chooses from a list. */
  choose(label, option) {
    return did(this, `chooses "${option}" in "${label}"`, () => this.hands.choose(this.field(label), option));
  }

  /** Ticks a box, or takes one of several; `on: false` clears it. */
  tick(label, { on = true } = {}) {
    return did(this, `${on ? 'ticks' : 'clears'} "${label}"`, () => this.hands.tick(this.field(label), on));
  }

  /** Attaches files: `{name, mimeType, buffer}` or paths. */
  attach(label, files) {
    return did(this, `attaches to "${label}"`, () => this.hands.attach(this.field(label), files));
  }

  /** Waits until the page says this, where it can be seen. */
  see(text) {
    return did(this, `looks for "${text}"`, () => this.root.getByText(text).filter({ visible: true }).first().waitFor());
  }

  /** Waits until there is a heading of this name. */
  seeHeading(name) {
    return did(this, `looks for the heading "${name}"`, () => this.root.getByRole('heading', named(name)).waitFor());
  }

  /** Waits until nothing that can be seen says this. */
  seeNo(text) {
    return did(this, `looks that there is no "${text}"`, async () => {
      await this.root.getByText(text).filter({ visible: true }).first().waitFor({ state: 'hidden' });
    });
  }

  /** Waits until a field holds this: nothing typed is ever lost. */
  seeIn(label, text) {
    return did(this, `looks for "${text}" in "${label}"`, async () => {
      const field = this.field(label);
      await field.waitFor();
      const value = await field.inputValue();
      if (value !== text) throw new Error(`it holds "${value}"`);
    });
  }

  /** Waits until the address is this, or matches. */
  seeAddress(path) {
    return did(this, `looks for the address ${path}`, () => this.page.waitForURL((url) => {
      const here = url.pathname + url.search;
      return path instanceof RegExp ? path.test(here) : here === path;
    }));
  }

  /** Looks that the page asks for these and nothing else, before anything is unfolded. */
  seeFields(labels) {
    return did(this, `looks for the fields ${labels}`, async () => {
      const fields = this.page.locator('main :is(input:not([type=hidden]), select, textarea)').filter({ visible: true });
      const named = await fields.evaluateAll((all) => all.filter((field) => !field.closest('[aria-hidden=true]'))
        .map((field) => field.labels[0]?.innerText.trim()));
      same(named, labels);
    });
  }

  /** Looks that these were all the pages they came by. */
  seePassed(paths) {
    return did(this, `looks that they passed ${paths}`, async () => same(this.passed, paths));
  }

  /** Follows a link to something to keep; gives its text. */
  download(name) {
    return did(this, `keeps "${name}"`, async () => {
      const kept = this.page.waitForEvent('download');
      await this.hands.activate(this.root.getByRole('link', named(name)));
      return readFileSync(await (await kept).path(), 'utf8');
    });
  }

  /** Waits for the next mail that says this: `{to, subject, text, html, links, code}`. */
  mail(words) {
    return did(this, `waits for a mail that says "${words}"`, () => this.box.next(words));
  }

  /** Opens the first link of a mail whose address has this in it, or matches. */
  open(mail, part) {
    const link = mail.links.find((link) => (part instanceof RegExp ? part.test(link) : link.includes(part)));
    if (!link) throw new Error(`no link of "${mail.subject}" has ${part}: ${mail.links.join(' ')}`);
    return this.visit(link);
  }

  /** Reloads the page. */
  reload() {
    return did(this, 'reloads', () => this.page.reload());
  }
}

/** Does it, waits until the page has come, and tells how it came to it if that fails. */
async function did(person, what, act) {
  person.steps.push(`${person.name} ${what}`);
  try {
    const done = await act();
    await person.page.waitForLoadState();
    await person.settled();
    return done;
  } catch (error) {
    const seen = await person.page.locator('body').innerText().catch(() => '(nothing)');
    const page = seen.split('\n').filter((line) => line.trim()).slice(0, 60).map((line) => `    | ${line}`);
    const steps = person.steps.map((step) => `    ${step}`);
    throw new Error([`${person.name} ${what}: ${error.message.split('\n')[0]}`, ...steps, `  at ${person.page.url()}`, ...page].join('\n'));
  }
}

function same(found, expected) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`there are ${JSON.stringify(found)}`);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const exact = (name) => ({ exact: typeof name === 'string' });
const named = (name) => ({ name, ...exact(name) });
