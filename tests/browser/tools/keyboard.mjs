// Somebody with nothing but a keyboard: Tab until the control has the focus, then Enter, Space, letters and arrows. What
// cannot be reached, or does not show that it has the focus, stops them.

/** How they act on a control. */
export function keyboard(page) {
  const isFocused = (element) => page.evaluate((element) => document.activeElement === element, element);

  async function reach(control, what = isFocused) {
    await control.waitFor();
    const element = await control.elementHandle();
    const stops = await page.locator('a[href], button, input, select, textarea, summary, [tabindex]').count();
    for (let tabs = 0; tabs <= stops + 3; tabs += 1) {
      if (await what(element)) {
        await showsFocus(page, await page.evaluateHandle(() => document.activeElement));
        return element;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error('Tab does not reach it');
  }

  return {
    async activate(control) {
      const element = await reach(control);
      const tag = await element.evaluate((element) => element.tagName);
      await control.press(tag === 'A' ? 'Enter' : 'Space');
    },
    async fill(control, text) {
      await reach(control);
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      // A date is typed part by part, in an order that depends on the language.
      const plain = await control.evaluate((element) => ['date', 'time', 'month'].includes(element.type));
      if (plain) await control.fill(text);
      else await page.keyboard.insertText(text);
    },
    async tick(control, on) {
      const radio = await control.evaluate((element) => element.type === 'radio');
      if (!radio) {
        await reach(control);
        if ((await control.isChecked()) !== on) await page.keyboard.press('Space');
        return;
      }
      // Tab enters the group at one place; arrows go on from there.
      await reach(control, (element) => page.evaluate((element) => {
        const active = document.activeElement;
        return active?.type === 'radio' && active.name === element.name && active.form === element.form;
      }, element));
      const group = await control.evaluate((element) => document.getElementsByName(element.name).length);
      if (!(await control.isChecked()) && await isFocused(await control.elementHandle())) await page.keyboard.press('Space');
      for (let tries = 0; tries < group && !(await control.isChecked()); tries += 1) await page.keyboard.press('ArrowDown');
    },
    async choose(control, option) {
      await reach(control);
      const chosen = () => control.evaluate((element) => element.selectedOptions[0]?.label.trim());
      const options = await control.evaluate((element) => element.options.length);
      await page.keyboard.press('Home');
      for (let tries = 0; tries < options && (await chosen()) !== option; tries += 1) await page.keyboard.press('ArrowDown');
      if ((await chosen()) !== option) throw new Error(`there is no option "${option}"`);
    },
    async attach(control, files) {
      await reach(control);
      await control.setInputFiles(files);
    },
  };
}

/** Fails unless the page looks different with the focus there than without, and nothing lies over the control. */
async function showsFocus(page, element) {
  const covered = await element.evaluate((element) => {
    const own = [element, ...(element.labels ?? [])];
    // Of what reaches beyond the window, the part that is inside of it (WCAG 2.4.11 asks for no more).
    const box = element.getClientRects()[0];
    const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
    const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
    const over = left < right && top < bottom ? document.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
    return !over || !own.some((each) => each.contains(over) || over.contains(each));
  });
  if (covered) throw new Error('it has the focus, but is covered or outside of the window');
  const picture = () => page.screenshot({ animations: 'disabled', scale: 'css' });
  const focused = await picture();
  await element.evaluate((element) => element.blur());
  const without = await picture();
  await element.evaluate((element) => element.focus({ preventScroll: true }));
  if (focused.equals(without)) throw new Error('it has the focus, but does not show it');
}
