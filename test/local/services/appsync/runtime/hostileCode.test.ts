import { describe, expect, test } from 'vitest';
import { moduleOf, startRuntime } from './startRuntime.ts';

const hundred = Array.from({ length: 100 }, (_, at) => at);
const big = 'x'.repeat(900_000);
const args = {
  hundred,
  big,
  other: `${big.slice(1)}y`,
  objects: Array.from({ length: 5000 }, (_, id) => ({ id })),
  names: Object.fromEntries(hundred.map((at) => [`name${at}`, at])),
  proto: '__proto__',
  deep: '['.repeat(100_000) + ']'.repeat(100_000),
};

/** Runs a body a million times. */
const often = (body: string) =>
  ['a', 'b', 'c'].map((name) => `for (const ${name} of ctx.args.hundred) `).join('') + `{ ${body} }`;
const doubled = (start: string, step: string) =>
  `let s = ${start}; for (const i of ctx.args.hundred) s = ${step};`;

/** What the log says of the fault that a body ends with. */
function faultOf(body: string): string {
  const { run, feed } = startRuntime();
  expect(() => run(body, { args, stash: {} })).toThrow(
    expect.objectContaining({ message: 'Runtime Error', errorType: 'Code' }),
  );
  const [record] = feed.filter(({ kind }) => kind === 'log').slice(-1);
  return record?.kind === 'log' ? record.line : '';
}

describe('a handler ends by counted steps', { timeout: 5000 }, () => {
  test.each([
    [
      'nested callbacks',
      'const l = ctx.args.hundred; l.map(() => l.map(() => l.map(() => l.map(() => l))));',
    ],
    [
      'calls by way of an object',
      'const o = {}; o.f = (n) => n > 9 || ctx.args.hundred.map(() => o.f(n + 1)); o.f(1);',
    ],
    ['the defaults of parameters', `const f = (a = [${'1,'.repeat(999)}]) => 1; ${often('f();')}`],
    ['copies of a list', often('[...ctx.args.objects];')],
    ['a list that doubles', doubled('[1]', '[...s, ...s]')],
    ['a list that is joined to itself', doubled('[1]', 's.concat(s)')],
    ['copies of an object', often('({ ...ctx.args.names });')],
    ['the rest of an object', often('const { name1, ...rest } = ctx.args.names;')],
    ['the rest of a parameter', `const f = ([first, ...rest]) => 1; ${often('f(ctx.args.objects);')}`],
    ['the rest in an assignment', `let rest; ${often('[...rest] = ctx.args.objects;')}`],
    ['names of an object', often('for (const name in ctx.args.names) break;')],
    ['a list of any length', 'Array(3000000000).fill(0);'],
    ['a list with holes', 'const l = []; l[1900000] = 1; l.map((x) => x); l.map((x) => x);'],
    ['an answer that holds itself many times', `${doubled('[1]', '[s, s]')} return s;`],
    ['JSON that does', `${doubled('[1]', '({ s, t: s })')} return JSON.stringify(s);`],
    ['a flattened list that does', `${doubled('[1]', '[s, s]')} return s.flat(1 / 0);`],
    ['a joined list that does', `${doubled('[1]', '[s, s]')} return '' + s;`],
    ['a value for DynamoDB that does', `${doubled('[1]', '[s, s]')} return util.dynamodb.toDynamoDB(s);`],
    ['an error that does', `${doubled('[1]', '[s, s]')} util.error('x', 'y', s);`],
    ['a line of the log that does', `${doubled('[1]', '[s, s]')} console.log(s);`],
    ['comparisons of long texts', often('ctx.args.big === ctx.args.other;')],
    ['a long text that grows', `let s = ctx.args.big; ${often("s += 'a'; s[0];")}`],
    ['searches in a long text', often("ctx.args.big.indexOf('y');")],
    ['a search for a long text', 'ctx.args.big.lastIndexOf(ctx.args.other);'],
    ['calls of util', often('util.autoId();')],
    ['lines of the log', often("console.log('x');")],
    ['a pattern with repetitions', "util.matches('(x{0,30}){0,30}y', ctx.args.big);"],
    ['JSON that is read', `const json = JSON.stringify(ctx.args.objects); ${often('JSON.parse(json);')}`],
  ])('%s', (_, body) => {
    expect(faultOf(body)).toContain('The handler took more than 2000000 steps.');
  });

  test.each([
    ['a text that doubles', doubled("'ab'", 's + s')],
    ['a template that does', doubled("'ab'", '`${s}${s}`')],
    ['texts that are joined', doubled("'ab'", '[s, s].join()')],
    [
      'a text that is put in for each character',
      'ctx.args.big.replaceAll("x", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");',
    ],
  ])('%s is too long', (_, body) => {
    expect(faultOf(body)).toMatch(
      /5000000 characters for one text|The replaced text is too long|2000000 steps/,
    );
  });

  test.each([
    [
      'an answer',
      'let s = []; for (const a of ctx.args.hundred) for (const b of ctx.args.hundred) s = [s]; return s;',
    ],
    ['an answer that holds itself', 'const s = {}; s.s = s; return s;'],
    ['JSON', 'return JSON.parse(ctx.args.deep);'],
  ])('%s is nested at most 500 levels deep', (_, body) => {
    expect(faultOf(body)).toContain('Data is nested deeper than 500 levels.');
  });

  test('a list cannot be given a place or a length at once that it does not have', () => {
    const far = 'The handler took more than 2000000 elements of a list.';
    expect(faultOf('const l = []; l[4000000000] = 1;')).toContain(far);
    expect(faultOf("const l = []; l['4000000000'] = 1;")).toContain(far);
    expect(faultOf("const l = []; const n = 'length'; l[n] = 4000000000;")).toContain(far);
    expect(faultOf("const l = []; ({ n: l['len' + 'gth'] } = { n: 4000000000 });")).toContain(far);
    expect(faultOf('Object.assign([], { length: 4000000000 });')).toContain('The target is a list.');
  });
});

describe('patterns take linear time', { timeout: 3000 }, () => {
  const text = `${'a'.repeat(40)}b`;

  test('in util.matches, replace, replaceAll and match', () => {
    const { evaluate } = startRuntime();
    expect(evaluate(`util.matches('(a+)+$', '${text}')`)).toBe(false);
    expect(evaluate(`['${text}'.replaceAll('(a+)+$', 'x'), '${text}'.replace('(a+)+$', 'x')]`)).toEqual([
      text,
      text,
    ]);
    expect(evaluate(`['${text}'.match('(a+)+$'), 'ab'.match('(a)(b)')]`)).toEqual([null, ['ab', 'a', 'b']]);
  });

  test('in a date that has no separators', () => {
    const body = `util.time.parseFormattedToEpochMilliSeconds('${'1'.repeat(200)}x', 'yMdHmsS');`;
    expect(faultOf(body)).toContain('Unable to parse');
  });

  test.each([
    ['(?=a)b', 'invalid or unsupported Perl syntax'],
    ['((a{1,30}){1,30}){1,30}', 'The repetitions of the pattern are too many'],
    ['a'.repeat(2001), 'A pattern has at most 2000 characters'],
  ])('%s is refused', (pattern, reason) => {
    expect(faultOf(`util.matches('${pattern}', 'a');`)).toContain(reason);
  });
});

describe('nothing of the engine is in reach', () => {
  test.each([
    "util.matches.constructor('return process')();",
    "ctx.args.constructor.constructor('return process')();",
    "ctx.args.hundred.map.constructor('return process')();",
    "(() => 1).constructor('return process')();",
    "JSON.stringify['const' + 'ructor']('return process')();",
    "util.time.nowISO8601().constructor.constructor('return process')();",
  ])('%s', (body) => {
    expect(faultOf(body)).toContain('Code generation from strings disallowed');
  });

  test('keys from a client are data only', () => {
    const { run } = startRuntime();
    const written = run(
      "const map = {}; map[ctx.args.proto] = { polluted: 1 }; map.constructor = 2; map['toString'] = 3; return map;",
      { args },
    );
    expect(Object.entries(written)).toEqual([
      ['__proto__', { polluted: 1 }],
      ['constructor', 2],
      ['toString', 3],
    ]);
    expect(({} as any).polluted).toBeUndefined();
  });

  test.each([
    'ctx.args.names.constructor.prototype.polluted = 1;',
    '[].constructor.prototype.push = () => 1;',
    "''.constructor.prototype.trim = () => 1;",
    'util.matches = () => true;',
    'Math.max = () => 1;',
    'JSON.parse = () => 1;',
    'Array = 1;',
    'Object.keys = 1;',
  ])('%s does not last until the next request', (body) => {
    const { run, evaluate } = startRuntime();
    const probe =
      '[({}).polluted, [1].push(1), " a ".trim(), Math.max(1, 2), JSON.parse("[]"), Array.isArray(1)]';
    expect(() => run(body, { args })).toThrow('Runtime Error');
    expect(evaluate(probe)).toEqual([null, 2, 'a', 2, [], false]);
  });

  test('what a module keeps is new for each request', () => {
    const { runModule } = startRuntime();
    const code = `const seen = []; export function request() { seen.push(1); return seen.length; }
      export function response() {}`;
    expect([runModule(code).value, runModule(code).value]).toEqual([1, 1]);
  });

  test('what one handler writes into the context, the next one of the same field reads', () => {
    const { runModule } = startRuntime();
    const context = { args: { a: 1 }, stash: {} };
    runModule(moduleOf('ctx.stash.x = { y: 1 }; ctx.args.a = 2;'), { ...context, prev: { result: 1 } });
    const read = runModule(moduleOf('return [ctx.stash, ctx.args, ctx.prev];'), {
      ...context,
      prev: { result: 2 },
    });
    expect(read.value).toEqual([{ x: { y: 1 } }, { a: 2 }, { result: 2 }]);
    expect(context.args).toEqual({ a: 1 });
    expect(Object.keys(context.stash)).toEqual([]);
  });

  test('sets of DynamoDB stay sets', () => {
    expect(
      startRuntime().evaluate("util.dynamodb.toMapValues({ s: util.dynamodb.toStringSet(['a']) })"),
    ).toEqual({
      s: { SS: ['a'] },
    });
  });
});
