// A certified provider of identities on this machine, and a browser without a screen that goes there and comes back. It takes a
// command a line on standard input, answers each with a line, and ends with its input.
//   {"do": "begin", "redirect": …}                        from now on it knows us, and where it sends people back to
//   {"do": "account", "sub": …, "email": …}               somebody has an account there, or another address
//   {"do": "walk", "from": …, "sub": …, "stop": …}        a new browser opens an address, signs in there as somebody, and says
//                                                         where it ended; it stops before an address that begins with `stop`
//   {"do": "open", "address": …}                          the same browser opens another address
import http from 'node:http';
import readline from 'node:readline';
import { Provider } from 'oidc-provider';

// Standard output is for answers alone.
for (const level of ['log', 'info', 'warn']) console[level] = console.error;

const accounts = new Map();
let jar;

// Cookies by host and port, as if each were a name of its own.
const jarOf = (address) => {
  const host = new URL(address).host;
  if (!jar.has(host)) jar.set(host, new Map());
  return jar.get(host);
};

const once = async (address, form) => {
  const cookies = [...jarOf(address)].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(address, {
    method: form ? 'POST' : 'GET',
    body: form,
    redirect: 'manual',
    headers: { cookie: cookies, accept: 'text/html' },
  });
  for (const line of answer.headers.getSetCookie()) {
    const [pair] = line.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0|1970/i.test(line)) jarOf(address).delete(pair.slice(0, at));
    else jarOf(address).set(pair.slice(0, at), pair.slice(at + 1));
  }
  return answer;
};

// Follows redirects, and fills in what the provider asks.
const go = async (address, sub, stop) => {
  let form;
  for (let step = 0; step < 20; step += 1) {
    if (stop && address.startsWith(stop)) return { address };
    const answer = await once(address, form);
    form = undefined;
    const to = answer.headers.get('location');
    if (to) {
      address = new URL(to, address).href;
      continue;
    }
    const html = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
    if (!sub || !prompt) return { address, status: answer.status, html };
    address = new URL(/action="([^"]+)"/.exec(html)[1], address).href;
    form = new URLSearchParams({ prompt, login: sub, password: 'any' });
  }
  throw new Error(`it never ends: ${address}`);
};

const server = http.createServer();
server.listen(0, '127.0.0.1');
await new Promise((ready) => server.once('listening', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const commands = {
  begin: ({ redirect }) => {
    const provider = new Provider(issuer, {
      clients: [{ client_id: 'ventanilla', client_secret: 'a secret of ours', redirect_uris: [redirect] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      cookies: { keys: ['a key for this run'] },
      pkce: { required: () => true, methods: ['S256'] },
      findAccount: (_, sub) => accounts.has(sub) && { accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) },
    });
    server.on('request', provider.callback());
    return {};
  },
  account: ({ sub, email }) => {
    accounts.set(sub, { email, email_verified: true, name: 'María Luz' });
    return {};
  },
  walk: ({ from, sub, stop }) => {
    jar = new Map();
    return go(from, sub, stop);
  },
  open: ({ address }) => go(address),
};

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ issuer });
for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  try {
    say(await commands[command.do](command));
  } catch (error) {
    say({ error: String(error?.stack ?? error) });
  }
}
process.exit(0);
