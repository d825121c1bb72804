import { expect, test } from 'vitest';
import { moduleOf, NOW, startRuntime } from './startRuntime.ts';

test('handlers may be declared, constant, or exported under another name', () => {
  const { runModule } = startRuntime();
  const code = `var request_1 = (ctx) => ({ is: ctx.args.word });
    const response = () => null;
    export { request_1 as request, response };`;

  expect(runModule(code, { args: { word: 'x' } }).value).toEqual({ is: 'x' });
});

test('util, extensions and runtime are there without an import', () => {
  const { runModule } = startRuntime();
  const code =
    'export function request() { return util.time.nowEpochMilliSeconds(); } export function response() {}';

  expect(runModule(code).value).toBe(NOW);
});

test.each([
  'process',
  'require',
  'fetch',
  'setTimeout',
  'Date',
  'Promise',
  'Function',
  'eval',
  'globalThis',
  'WebAssembly',
])('%s is not there', (name) => expect(startRuntime().evaluate(`typeof ${name}`)).toBe('undefined'));

test('text cannot be turned into code', () => {
  const { run, feed } = startRuntime();

  expect(() => run('return ((x) => x).constructor("return 1")();')).toThrow('Runtime Error');
  expect(feed).toMatchObject([
    { kind: 'log', line: expect.stringContaining('Code generation from strings disallowed') },
  ]);
});

test('random numbers come from the cloud’s own source', () => {
  expect(startRuntime().evaluate('[Math.random(), util.autoId()]')).toEqual(
    startRuntime().evaluate('[Math.random(), util.autoId()]'),
  );
});

test('a fault is a Runtime Error whose place and cause are only in the log', () => {
  const { run, feed } = startRuntime();

  expect(() => run('return ctx.nothing.there;')).toThrow(
    expect.objectContaining({ message: 'Runtime Error', errorType: 'Code' }),
  );
  expect(feed).toMatchObject([
    {
      kind: 'log',
      source: 'Query.thing',
      line: "code.js:4:51: Cannot read properties of undefined (reading 'there')",
    },
  ]);
});

test('console writes lines of the feed', () => {
  const { run, feed } = startRuntime();

  run("console.log('n is', { n: 1 }); console.error(undefined);");

  expect(feed).toMatchObject([
    { kind: 'log', source: 'Query.thing', line: 'n is {"n":1}' },
    { kind: 'log', line: 'undefined' },
  ]);
});

test('a loop over a list it keeps growing ends as a fault', () => {
  expect(() => startRuntime().run('const l = [1]; for (const x of l) l.push(x);')).toThrow('Runtime Error');
});

test('the context’s own members cannot be replaced', () => {
  const { run } = startRuntime();

  expect(() => run('ctx.stash = {};', Object.freeze({ stash: {} }))).toThrow('Runtime Error');
});

test('undefined members leave the handler as if never set', () => {
  expect(Object.keys(startRuntime().evaluate('({ a: undefined, b: null, c: [undefined] })'))).toEqual([
    'b',
    'c',
  ]);
});

test('earlyReturn leaves the handler at once', () => {
  const { runModule, appended } = startRuntime();

  expect(runModule(moduleOf("runtime.earlyReturn({ a: 1 }); util.appendError('x');"))).toEqual({
    value: { a: 1 },
    skipTo: 'NEXT',
  });
  expect(runModule(moduleOf("runtime.earlyReturn(undefined, { skipTo: 'END' });"))).toEqual({
    value: null,
    skipTo: 'END',
  });
  expect(appended).toEqual([]);
});

test('replace takes Java regular expressions', () => {
  const { evaluate } = startRuntime();

  expect(evaluate("'a.b.c'.replace('.', '-')")).toBe('-.b.c');
  expect(evaluate("'a1b22'.replaceAll('[0-9]+', '<$0>')")).toBe('a<1>b<22>');
  expect(evaluate("'a.b.c'.replaceAll('\\\\Q.\\\\E', '-')")).toBe('a-b-c');
  expect(evaluate("'ABC'.replaceAll('(?i)b', '\\\\$')")).toBe('A$C');
});

test('JSON.parse of invalid JSON returns empty text', () => {
  expect(startRuntime().evaluate("[JSON.parse('{'), JSON.parse('{\"a\":1}')]")).toEqual(['', { a: 1 }]);
});
