// Makes crates/web/assets: the stylesheet and the two fonts. Run by `just assets`; what it writes is committed.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'lightningcss';
import { fonts } from './fonts.mjs';
import { reduce } from './reduce.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const templates = join(here, '../../../templates');
const assets = join(here, '../assets');

const obelisco = await reduce(['layout.html', 'components/**/*.html', 'pages/**/*.html'].map((glob) => join(templates, glob)));
const own = readFileSync(join(here, 'app.css'));
const { code } = transform({ filename: 'app.css', code: own, minify: true, targets: { chrome: 99 << 16, safari: (15 << 16) | (4 << 8), firefox: 97 << 16 } });
const banner = '/*! Ventanilla, AGPL-3.0-or-later, over parts of @gcba/obelisco-v2 1.5.1 (ISC) and Bootstrap 5.3.3 (MIT): see LICENSES.txt. Made by "just assets": edit crates/web/look. */\n';
const order = '@layer obelisco,tokens,base,layout,parts,print;\n';
writeFileSync(join(assets, 'app.css'), `${banner}${order}${obelisco}\n${code}\n`);
await fonts(assets);
