// The two font files (OFL), cut to the Latin-1 letters and the punctuation that Spanish and English use.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const find = createRequire(import.meta.url).resolve;
const range = (from, to) => String.fromCharCode(...Array.from({ length: to - from }, (_, at) => from + at));
const letters = range(0x20, 0x7f) + range(0xa0, 0x100) + '–—‘’“”„†•…‹›€−×→←↑↓↗✓≤≥№\u202f\u2009';
const jobs = [
  ['open-sans.woff2', '@fontsource-variable/open-sans/files/open-sans-latin-wght-normal.woff2', { wght: { min: 400, max: 700 } }],
  ['nunito-700.woff2', '@fontsource/nunito/files/nunito-latin-700-normal.woff2', undefined],
];

/** Writes the fonts into `folder`. */
export async function fonts(folder) {
  for (const [name, from, variationAxes] of jobs) {
    writeFileSync(join(folder, name), await subsetFont(readFileSync(find(from)), letters, { targetFormat: 'woff2', variationAxes }));
  }
}
