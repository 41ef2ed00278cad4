// Whoever uses a keyboard must see where they are: each stop of the Tab key looks different with the focus on it, and
// nothing lies over it (WCAG 2.4.7, 2.4.11).

/** The stops of the page as it is shown now that do not show the focus: a line for each; not those in some parts. */
export async function unseenFocus(page, except = []) {
  // The last key decides whether a browser shows the focus at all.
  await page.keyboard.press('Shift');
  return page.evaluate((except) => {
    const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const LOOK = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor', 'borderColor', 'textDecoration'];
    const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    // A card may show it for the link that it is about.
    const around = (element) => [element.parentElement, element.parentElement?.parentElement].filter(Boolean);
    const look = (element) => [element, ...(element.labels ?? []), ...around(element)]
      .flatMap((each) => ['', '::before', '::after'].map((part) => getComputedStyle(each, part || null)))
      .map((style) => (style.outlineStyle === 'none' ? LOOK.slice(3) : LOOK).map((name) => style[name]).join())
      .join();
    const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} "${(element.ariaLabel ?? element.textContent).trim().slice(0, 40)}"`;
    const settle = () => document.getAnimations().forEach((animation) => animation.finish());
    const found = [];
    for (const stop of document.querySelectorAll(STOPS)) {
      if (stop.tabIndex < 0 || stop.disabled || !shown(stop) || except.some((part) => stop.closest(part))) continue;
      const without = look(stop);
      stop.focus();
      if (document.activeElement !== stop) continue;
      settle();
      if (look(stop) === without) found.push(`focus cannot be seen: ${name(stop)}`);
      // Of what is larger than the rest of the window, the part that is inside of it (2.4.11 asks for no more).
      const box = stop.getClientRects()[0];
      const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
      const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
      const over = left < right && top < bottom ? document.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
      const own = [stop, ...(stop.labels ?? [])];
      if (!over || !own.some((each) => each.contains(over) || over.contains(each))) {
        found.push(`focus is covered or outside of the window: ${name(stop)}`);
      }
      stop.blur();
      settle();
    }
    scrollTo(0, 0);
    return found;
  }, except);
}
