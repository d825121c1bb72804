import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './root.ts';

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** `test/a.test.ts`, or with its tests: `test/a.test.ts`: “one”, “other” */
const TESTS = /`(test\/[^`]+\.test\.ts)`((?:(?::|,) “[^”]+”)*)/g;
const named = [...page.matchAll(TESTS)].map(([, path = '', rest = '']) => ({
  path,
  tests: [...rest.matchAll(/“([^”]+)”/g)].map(([, name]) => name!),
}));

/** `local/a.ts`: `CONSTANT`, or a setting of an object */
const constants = [...page.matchAll(/`((?:local|model|lambda-fns)\/[^`]+\.ts)`: `([A-Za-z_]+)`/g)].map(
  ([, path = '', name = '']) => [path, name] as const,
);

describe('the page on security names what is there', () => {
  test.each(named)('the tests of $path', ({ path, tests }) => {
    expect({ path, isThere: existsSync(join(root, path)) }).toEqual({ path, isThere: true });
    const text = read(path);
    expect(tests.filter((name) => !text.includes(`'${name}'`))).toEqual([]);
  });

  test.each(constants)('%s: %s', (path, name) => {
    expect(read(path)).toMatch(new RegExp(`(const ${name}\\b|\\b${name}(: | = ))`));
  });

  test('and names much', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(constants.length).toBeGreaterThan(15);
  });
});
