import { describe, expect, test } from 'vitest';
import { complaintsAboutOurCode, rulesBrokenBy, typedRulesBrokenBy } from './lintCode.ts';

test('our code compiles and keeps the lint laws', { timeout: 240_000 }, async () => {
  expect(await complaintsAboutOurCode()).toEqual([]);
});

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `export const line${at} = ${at};`).join('\n');
const longFunction = (count: number) => `export function long() {\n${'  go();\n'.repeat(count)}}\n`;

describe('size', () => {
  test.each(['lib', 'lambda-fns', 'letters', 'local', 'start', 'test'])(
    'a file in %s over 250 lines is refused',
    async (folder) => {
      expect(await rulesBrokenBy(lines(251), `${folder}/planted.ts`)).toEqual(['max-lines']);
      expect(await rulesBrokenBy(`// a comment\n\n${lines(250)}`, `${folder}/planted.ts`)).toEqual([]);
    },
  );

  test.each(['lib', 'lambda-fns', 'letters', 'local', 'start'])(
    'a function in %s over 60 lines is refused',
    async (folder) => {
      expect(await rulesBrokenBy(longFunction(59), `${folder}/planted.ts`)).toEqual([
        'max-lines-per-function',
      ]);
      expect(await rulesBrokenBy(longFunction(58), `${folder}/planted.ts`)).toEqual([]);
    },
  );
});

describe('the environment', () => {
  test.each(['lib/planted.ts', 'lambda-fns/planted.ts', 'local/planted.ts', 'start/planted.ts'])(
    'may not be read in %s',
    async (path) => {
      expect(await rulesBrokenBy('export const stage = process.env.STAGE;', path)).toEqual([
        'no-restricted-syntax',
      ]);
      expect(await rulesBrokenBy("export const { STAGE } = process['env'];", path)).toEqual([
        'no-restricted-syntax',
      ]);
    },
  );

  test.each(['lambda-fns/platform/environment.ts', 'start/main.ts', 'start/load/main.ts'])(
    'may be read in %s',
    async (path) => {
      expect(await rulesBrokenBy('export const stage = process.env.STAGE;', path)).toEqual([]);
    },
  );
});

describe('a path from a URL', () => {
  test.each(['start', 'local', 'test', 'bench', 'lib'])('is refused in %s', async (folder) => {
    const path = `${folder}/planted.ts`;
    for (const code of [
      "export const root = new URL('..', import.meta.url).pathname;",
      "export const root = new URL('..', import.meta.url).pathname.replace(/x$/, '');",
      "export const { pathname } = new URL('..', import.meta.url);",
    ])
      expect(await rulesBrokenBy(code, path)).toEqual(['no-restricted-syntax']);
  });

  test.each([
    "export const root = join(import.meta.dirname, '..');",
    "export const page = readFileSync(new URL('index.html', import.meta.url));",
    'export const { pathname } = new URL(request.url);',
    'export const asked = new URL(request.url).pathname;',
  ])('%s is not', async (code) => {
    expect(await rulesBrokenBy(code, 'start/lawful.ts')).toEqual([]);
  });
});

describe('time and chance in the local cloud', () => {
  test.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'performance.now()',
    'process.hrtime()',
    'Math.random()',
    'crypto.randomUUID()',
    'crypto.getRandomValues(bytes)',
    'setTimeout(go, 5)',
    'setInterval(go, 5)',
    'globalThis.setTimeout(go, 5)',
  ])('%s is refused', async (expression) => {
    expect(await rulesBrokenBy(`export const planted = ${expression};`, 'local/services/planted.ts')).toEqual(
      ['no-restricted-syntax'],
    );
    expect(
      await rulesBrokenBy(`export const planted = ${expression};`, 'local/platform/createClock.ts'),
    ).toEqual([]);
  });

  test.each([
    "import { randomUUID } from 'node:crypto';",
    "import { setTimeout } from 'node:timers/promises';",
  ])('%s is refused', async (code) => {
    expect(await rulesBrokenBy(code, 'local/services/planted.ts')).toEqual(['no-restricted-syntax']);
  });

  test.each(['new Date(0)', 'world.clock.now()', 'Math.max(1, 2)'])('%s is not', async (expression) => {
    expect(await rulesBrokenBy(`export const lawful = ${expression};`, 'local/services/lawful.ts')).toEqual(
      [],
    );
  });
});

describe('a regular expression that meets input', () => {
  test.each(['lib', 'lambda-fns', 'letters', 'local', 'start'])('takes linear time in %s', async (folder) => {
    const path = `${folder}/planted.ts`;
    expect(await rulesBrokenBy('export const planted = /^(?:a+)+$/;', path)).toEqual([
      'regexp/no-super-linear-backtracking',
    ]);
    expect(await rulesBrokenBy('export const planted = /\\s+$/;', path)).toEqual([
      'regexp/no-super-linear-move',
    ]);
    expect(await rulesBrokenBy('export const lawful = /^a+$/;', path)).toEqual([]);
  });
});

describe('a test that sleeps', () => {
  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 100));',
    "import { setTimeout as sleep } from 'node:timers/promises';",
    'setInterval(look, 10);',
  ])('%s is refused', async (code) => {
    expect(await rulesBrokenBy(code, 'test/planted.test.ts')).toEqual(['no-restricted-syntax']);
  });

  test('setTimeout inside a function under test is only text', async () => {
    expect(await rulesBrokenBy("deploy('setTimeout(go, 5)');", 'test/lawful.test.ts')).toEqual([]);
  });
});

describe('types', () => {
  const planted = {
    'typescript(no-floating-promises)': 'Promise.resolve();',
    'typescript(no-non-null-assertion)': 'export const first = (all: string[]) => all[0]!;',
    'typescript(no-unsafe-return)': "export const read = (): string => JSON.parse('{}');",
    'typescript(no-unsafe-member-access)': "export const read = (): unknown => JSON.parse('{}').name;",
  };

  test('are kept in every folder', async () => {
    const folders = ['bench', 'lambda-fns', 'letters', 'lib', 'local', 'model', 'resolvers', 'start'];
    const cases = folders.flatMap((folder) =>
      Object.entries(planted).map(([rule, code], at) => ({ path: `${folder}/planted${at}.ts`, rule, code })),
    );
    const broken = await typedRulesBrokenBy({
      ...Object.fromEntries(cases.map(({ path, code }) => [path, code])),
      'test/planted.test.ts': 'Promise.resolve();',
      'test/lawful.test.ts': planted['typescript(no-unsafe-member-access)'],
    });
    for (const { path, rule } of cases) expect(broken[path], path).toContain(rule);
    expect(broken['test/planted.test.ts']).toEqual(['typescript(no-floating-promises)']);
    expect(broken['test/lawful.test.ts']).toEqual([]);
  });

  test('that do not fit are reported', async () => {
    const broken = await typedRulesBrokenBy(
      { 'lib/planted.ts': "export const count: number = 'one';" },
      '--type-check',
    );
    expect(broken['lib/planted.ts']).toContain('typescript(TS2322)');
  });

  test('an assertion says why it holds', async () => {
    const assertion = 'export const name = (value: unknown) => value as string;';
    const rule = 'ours/assertions-have-reasons';
    expect(await rulesBrokenBy(assertion, 'lib/app.ts')).toEqual([rule]);
    expect(await rulesBrokenBy(`${assertion} // Checked by the schema.`, 'lib/app.ts')).toEqual([]);
    expect(await rulesBrokenBy(`// Checked by the schema.\n${assertion}`, 'lib/app.ts')).toEqual([]);
    const farAway = `// Something else.\nexport function name(value: unknown) {\n  return value as string;\n}`;
    expect(await rulesBrokenBy(farAway, 'lib/app.ts')).toEqual([rule]);
    expect(await rulesBrokenBy("export const kinds = ['a', 'b'] as const;", 'lib/app.ts')).toEqual([]);
  });
});

test('no comment switches a law off', async () => {
  expect(await rulesBrokenBy('// oxlint-disable-next-line\nexport {};', 'lib/planted.ts')).toEqual([
    'no-warning-comments',
  ]);
});
