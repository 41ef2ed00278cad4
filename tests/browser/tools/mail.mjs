// The mail that left, as its readers get it: files of a folder, one message each.
import { readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';

const PATIENCE = 20_000;

/** Somebody's letter box: `next(words)` waits for a mail with these words that they have not read yet. */
export function letterBox(folder, address) {
  const read = new Set();
  const find = (words) => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.eml') && !read.has(name)).sort();
    for (const name of names) {
      const mail = parse(readFileSync(join(folder, name), 'utf8'));
      if (mail.to.includes(address) && says(mail, words)) {
        read.add(name);
        return mail;
      }
    }
    return null;
  };
  return {
    async next(words) {
      // Listening before looking: what arrives in between is not missed.
      const changed = changes(folder);
      const deadline = Date.now() + PATIENCE;
      try {
        for (;;) {
          const mail = find(words);
          if (mail) return mail;
          if (Date.now() > deadline) break;
          await changed.wait(deadline - Date.now());
        }
      } finally {
        changed.close();
      }
      const there = readdirSync(folder).filter((name) => name.endsWith('.eml'))
        .map((name) => parse(readFileSync(join(folder, name), 'utf8')))
        .map((mail) => `${mail.to}: ${mail.subject}`);
      throw new Error(`no unread mail to ${address} says ${words}; there are: ${there.join(' | ') || 'none'}`);
    },
  };
}

/** A message: to, subject, text, html; the links and the code of its text. */
export function parse(message) {
  const { headers, body } = split(message);
  const boundary = /boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\r?\n/, ''))) : [{ headers, body }];
  const of = (type) => parts.filter((part) => (part.headers['content-type'] ?? 'text/plain').startsWith(type)).map(content).join('\n');
  const text = of('text/plain');
  return {
    to: words(headers.to ?? ''),
    subject: words(headers.subject ?? ''),
    text,
    html: of('text/html'),
    links: text.match(/https?:\/\/[^\s<>]+[^\s<>.,;:)]/g) ?? [],
    code: /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? null,
  };
}

function split(message) {
  const [, head, body] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(message) ?? [null, message, ''];
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = Object.fromEntries(lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line)).filter(Boolean)
    .map(([, name, value]) => [name.toLowerCase(), value]));
  return { headers, body };
}

function content({ headers, body }) {
  const coding = (headers['content-transfer-encoding'] ?? '').toLowerCase();
  if (coding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return coding === 'quoted-printable' ? quoted(body.replace(/=\r?\n/g, '')) : body;
}

const quoted = (text) => Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');

function words(header) {
  return header.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, coding, text) => (
    coding.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : quoted(text.replace(/_/g, ' '))));
}

function says({ subject, text }, words) {
  const all = `${subject}\n${text}`;
  return words instanceof RegExp ? words.test(all) : all.includes(words);
}

function changes(folder) {
  let ring = () => {};
  let rung = false;
  const watcher = watch(folder, () => { rung = true; ring(); });
  return {
    wait: (most) => new Promise((resolve) => {
      if (rung) { rung = false; resolve(); return; }
      const timer = setTimeout(resolve, Math.max(0, most));
      ring = () => { rung = false; clearTimeout(timer); resolve(); };
    }),
    close: () => watcher.close(),
  };
}
