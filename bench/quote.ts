import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Pages that quote results: they contain `bench/results/NAME.md` between `<!-- bench:NAME -->` and `<!-- /bench -->`. */
const pages = ['README.md', 'docs/performance.md'];

const QUOTE = /(<!-- bench:(\w+) -->\n)[^]*?(<!-- \/bench -->)/g;

const root = join(import.meta.dirname, '..');

for (const page of pages) {
  const text = readFileSync(join(root, page), 'utf8');
  writeFileSync(
    join(root, page),
    text.replace(
      QUOTE,
      (_, begin: string, name: string, end: string) => `${begin}\n${resultOf(name)}\n\n${end}`,
    ),
  );
}

/** Removes the title, because the page has its own. */
function resultOf(name: string): string {
  return readFileSync(join(root, `bench/results/${name}.md`), 'utf8')
    .replace(/^# .*\n/, '')
    .trim();
}
