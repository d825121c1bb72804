import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.ts';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/beliefs.md',
  'docs/payments.md',
  'docs/deploy.md',
];
const OURS =
  /^(bench|dashboard|docs|lambda-fns|letters|lib|lint|local|model|resolvers|start|test)\/[\w./-]*$/;

/** What a page names in code quotes and lies in a folder of ours, without placeholders such as `<domain>`. */
const pathsIn = (page: string) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/`([^`\n]+)`/g)]
    .map(([, quoted]) => quoted!)
    .filter((quoted) => OURS.test(quoted));

test.each(PAGES)('every file that %s names is there', (page) => {
  expect(pathsIn(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('the pages name files', () => {
  expect(PAGES.flatMap(pathsIn).length).toBeGreaterThan(60);
});
