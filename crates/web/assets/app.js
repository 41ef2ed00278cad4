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

// The desk by keyboard: j and k move, Enter opens, / searches. Not while somebody types.
const queue = document.querySelector('.desk-main');
if (queue) {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
    const links = [...queue.querySelectorAll('.queue th a')];
    const at = links.indexOf(document.activeElement);
    const step = { j: 1, k: -1 }[event.key];
    if (step && links.length) {
      links[Math.min(links.length - 1, Math.max(0, at + step))].focus();
    } else if (event.key === '/') {
      document.getElementById('q')?.focus();
    } else {
      return;
    }
    event.preventDefault();
  });
}

// A page is printed by its own button, where there is somebody to press it.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
