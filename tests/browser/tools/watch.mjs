// What must not happen on any page of a window, whoever looks at it: words in the console, requests to another host, a
// fault of the server.
const LOUD = ['error', 'warning'];

/** Calls `note(page's address, what happened)` for each, for all pages of the context. */
export function watch(context, origin, note) {
  // Chromium calls it an error when a page is answered with 4xx, which a form that is not right must be.
  const refused = new Set();
  const here = (page) => page?.url() ?? 'about:blank';
  context.on('response', (response) => {
    const of_page = response.request().isNavigationRequest();
    if (of_page && response.status() >= 400 && response.status() < 500) refused.add(response.url());
    if (response.status() >= 500) note(response.url(), `answers ${response.status()}`);
  });
  context.on('console', (message) => {
    const failed = message.text().startsWith('Failed to load resource') && refused.has(message.location().url);
    if (LOUD.includes(message.type()) && !failed) {
      note(here(message.page()), `console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (fault) => note(here(fault.page()), `script error: ${fault.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    const local = ['data:', 'blob:', 'about:'].includes(url.protocol);
    if (!local && url.origin !== origin) note(request.frame().url() || origin, `asks another host: ${request.url()}`);
  });
}
