// What a script is told by the test that runs it: one line of JSON on standard input, which stays open for as long as
// somebody wants to know. When it closes, the script ends, and Chromium with it.
import { createInterface } from 'node:readline';

// A browser that does not answer must not keep a test waiting for ever.
const PATIENCE = 30 * 60_000;

export async function input() {
  setTimeout(() => {
    console.error('this takes too long');
    process.exit(2);
  }, PATIENCE).unref();
  const lines = createInterface({ input: process.stdin });
  lines.on('close', () => process.exit(130));
  for await (const line of lines) {
    return JSON.parse(line);
  }
  throw new Error('there is nothing on standard input');
}
