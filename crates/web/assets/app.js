// What makes pages quicker for whoever has scripts on. Nothing here is needed: every task works without it.

// What is wrong is read out first.
document.getElementById('errors')?.focus();

// Requests like the one being written or looked for, as somebody types. A field named `dataset` hides the form's own.
const asking = document.querySelector('form[data-similar]');
const live = asking?.querySelector('.similar-live');
if (live) {
  const { body, q } = asking.elements;
  const field = body ?? q;
  const shortest = body ? 20 : 4;
  let timer, last = '', running;
  const look = async () => {
    const text = field.value.trim();
    if (text === last) return;
    last = text;
    running?.abort();
    if (text.length < shortest) { live.replaceChildren(); return; }
    running = new AbortController();
    try {
      const answer = await fetch(`${asking.getAttribute('data-similar')}?text=${encodeURIComponent(text)}`, { signal: running.signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const found = page.querySelector('.similar');
      if (!answer.ok) return;
      live.replaceChildren(...(found ? [found] : []));
      // Whoever has seen them here is not shown them again on a step of its own.
      if (found && body && !asking.elements.similar_seen) {
        const seen = Object.assign(document.createElement('input'), { type: 'hidden', name: 'similar_seen', value: '1' });
        asking.append(seen);
      }
    } catch (error) {
      if (error.name !== 'AbortError') live.replaceChildren();
    }
  };
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, 500); });
}

// The filters of a list act at once, and the page stays where it is. The order waits for its button: with a keyboard each
// arrow in a list is already a change.
const list = document.querySelector('form.list-layout');
if (list) {
  let running;
  const show = async (address, push) => {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(address, { signal: running.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const focused = document.activeElement?.id;
      for (const part of ['.results', '.filters-body']) {
        const old = list.querySelector(part), fresh = page.querySelector(part);
        if (!old || !fresh) { location.assign(address); return; }
        if (part === '.filters-body') {
          const open = new Set([...old.querySelectorAll('details[open]')].map((facet) => facet.querySelector('summary').textContent));
          for (const facet of fresh.querySelectorAll('details')) facet.open ||= open.has(facet.querySelector('summary').textContent);
        }
        old.replaceWith(fresh);
      }
      document.title = page.title;
      if (push) history.pushState(null, '', address);
      if (focused) document.getElementById(focused)?.focus();
    } catch (error) {
      if (error.name !== 'AbortError') location.assign(address);
    }
  };
  const address = () => {
    const pairs = [...new FormData(list)].filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'newest'));
    const query = new URLSearchParams(pairs).toString();
    return query ? `${list.action}?${query}` : list.action;
  };
  list.addEventListener('change', (event) => {
    if (event.target.matches('input[type=checkbox]')) show(address(), true);
  });
  addEventListener('popstate', () => location.reload());
}

// The desk by keyboard: what each key does is in the page itself, under `?`. Not while somebody types.
if (document.querySelector('.desk-main, .desk-request')) {
  const links = () => [...document.querySelectorAll('.queue th a')];
  const at = () => links().findIndex((link) => link.closest('tr').contains(document.activeElement));
  const go = (step) => {
    const all = links();
    all[Math.min(all.length - 1, Math.max(0, at() + step))]?.focus();
  };
  const keys = {
    j: () => go(1),
    k: () => go(at() < 0 ? 1 : -1),
    x: () => links()[at()]?.closest('tr').querySelector('input')?.click(),
    b: () => document.querySelector('.bulk-form')?.requestSubmit(),
    '/': () => document.getElementById('q')?.focus(),
    m: () => document.querySelector('.action-form :is(input:not([type=hidden]), select, textarea)')?.focus(),
    n: () => {
      const note = document.querySelector('.desk-note-save')?.closest('form');
      note?.closest('details')?.setAttribute('open', '');
      note?.querySelector('textarea').focus();
    },
    u: () => document.querySelector('.crumbs a')?.click(),
    '?': () => document.getElementById('keys').togglePopover(),
  };
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.target.form?.querySelector('[type=submit]')?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox]), textarea, select')) return;
    const tab = /^[1-9]$/.test(event.key) && document.querySelectorAll('.action-tabs a, .action-more a')[event.key - 1];
    const act = tab ? () => tab.click() : keys[event.key];
    if (!act) return;
    act();
    event.preventDefault();
  });
}

// What waits at the desk is counted again while somebody is at it; the list itself stays as it is until they ask for it. Whoever
// has not touched anything for five minutes may have left: nothing is asked in their name.
const moved = document.querySelector('.desk-moved');
if (moved) {
  const rows = (page) => [...page.querySelectorAll('.queue tbody tr')]
    .map((row) => `${row.querySelector('input')?.value} ${row.querySelector('.q-state')?.textContent.trim()}`).join();
  let counting = false, touched = Date.now();
  const count = async () => {
    if (document.hidden || counting || Date.now() - touched > 300000) return;
    counting = true;
    try {
      const answer = await fetch(location.href);
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const link of document.querySelectorAll('.desk-views a')) {
        const old = link.querySelector('.count');
        const fresh = page.querySelector(`.desk-views a[href="${CSS.escape(link.getAttribute('href'))}"] .count`);
        if (old && fresh) old.textContent = fresh.textContent;
      }
      if (rows(page) !== rows(document)) moved.hidden = false;
    } catch { /* It is tried again. */ } finally { counting = false; }
  };
  for (const touch of ['pointermove', 'keydown', 'scroll']) addEventListener(touch, () => { touched = Date.now(); }, { passive: true });
  setInterval(count, 30000);
  document.addEventListener('visibilitychange', count);
}

// A page is printed by its own button, where there is somebody to press it.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
