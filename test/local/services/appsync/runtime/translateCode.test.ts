import { expect, test } from 'vitest';
import { AwsError } from '../../../../../local/platform/AwsError.ts';
import { OperatorError } from '../../../../../local/platform/errors.ts';
import { translateCode } from '../../../../../local/services/appsync/runtime/translateCode.ts';
import { moduleOf } from './startRuntime.ts';

const refusal = (source: string): AwsError => {
  try {
    translateCode({ source });
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('the code was accepted');
};

test.each([
  ['try { ctx.x; } catch {}', 'Try statements are not supported.'],
  ["throw 'x';", 'Throw statements are not supported.'],
  ['while (ctx.x) {}', 'While statements are not supported.'],
  ['do {} while (ctx.x);', 'do...while statements are not supported.'],
  ['for (let i = 0; i < 1; i += 1) {}', 'For statements are not supported.'],
  ['for (const x of []) { continue; }', 'Continue statements are not supported'],
  ['a: for (const x of []) { break a; }', 'Labeled statements are not supported.'],
  ['const f = async () => 1;', 'Async functions are not supported.'],
  ['const f = function* () {};', 'Generator functions are not supported.'],
  ['class A {}', 'Class declarations are not supported.'],
  ['return this;', 'This expressions are not supported.'],
  ['return new Map();', 'New expressions are not supported.'],
  ['return /x/;', 'Regex literals are not supported.'],
  ['let n = 1; n++;', 'The operator ++ is not supported'],
  ['return ~ctx.n;', 'The operator ~ is not supported'],
  ["return 'a' in ctx;", 'in operator is not supported. Use Object.hasOwn().'],
  ['return ctx instanceof Object;', 'The operator instanceof is not supported'],
  ['return [1].sort((a, b) => a - b);', 'Functions can not be passed as an argument'],
  ['return () => 1;', 'returning a function is not allowed'],
  ['return Object.freeze(ctx);', 'Method ObjectConstructor.freeze is not implemented.'],
  ["return import('x');", 'Dynamic imports are not supported.'],
  ['return 2n;', 'BigInt literals are not supported.'],
  ['return { get a() { return 1; } };', 'Getters and setters are not supported.'],
  ['return $$gauge;', 'Names that begin with $$ are reserved.'],
  ['const l = []; l.length = 9;', 'Assignments to length are not supported.'],
  ['const l = []; [l.length] = [9];', 'Assignments to length are not supported.'],
  ['const l = []; ({ a: l.length } = { a: 9 });', 'Assignments to length are not supported.'],
  ['const l = []; for (l.length of [9]) {}', 'Assignments to length are not supported.'],
])('%s is refused', (body, message) => {
  const { code, fields } = refusal(moduleOf(body));

  expect(code).toBe('BadRequestException');
  expect(fields.detail).toMatchObject({
    codeErrors: [{ errorType: 'LINT_ERROR', value: message, location: { line: 4 } }],
  });
});

test('the refusal says where in the module it is', () => {
  expect(refusal(moduleOf('let n = 1; n++;')).message).toBe(
    'The code contains one or more errors. 4:43 The operator ++ is not supported',
  );
});

test('a syntax error is refused with its place', () => {
  expect(refusal('export function request( {').fields.detail).toMatchObject({
    codeErrors: [{ errorType: 'PARSER_ERROR' }],
  });
});

test('functions that call each other recursively are refused', () => {
  const circle = 'const a = (n) => b(n); const b = (n) => a(n);';

  expect(refusal(moduleOf('return a(1);') + circle).message).toContain(
    'Recursive function calls not supported. Detected cycle in a -> b -> a',
  );
});

test('a parameter with the name of a function is no recursion', () => {
  const shadowed = 'function e(e) { return [e].map((t) => e); } function t(t) { return e(t); }';

  expect(() => translateCode({ source: moduleOf('return t(1);') + shadowed })).not.toThrow();
});

test('a module over 32 KB is refused', () => {
  expect(refusal(`${moduleOf('return {};')}//${'x'.repeat(32_768)}`).message).toContain('at most 32768');
});

test('a module without both handlers is refused', () => {
  expect(refusal('export function request() { return {}; }').message).toContain(
    'must export a function named response',
  );
});

test('a module that imports something else is refused', () => {
  expect(refusal(`import x from 'lodash';${moduleOf('return {};')}`).message).toContain(
    'Module lodash can not be imported',
  );
});

test('a module of AppSync’s that is not offered here is an error for the operator', () => {
  const source = `import { sql } from '@aws-appsync/utils/rds';${moduleOf('return {};')}`;

  expect(() => translateCode({ source })).toThrow(OperatorError);
});

test('code that is nested too deeply is refused', () => {
  const nested = `${'('.repeat(15_000)}1${')'.repeat(15_000)}`;
  expect(refusal(moduleOf(`return ${nested};`)).message).toMatch(
    /The code is nested too deeply|Not enough stack space/,
  );
});

test('functions that call each other in many ways are no recursion', { timeout: 2000 }, () => {
  const levels = Array.from(
    { length: 60 },
    (_, at) =>
      `function a${at}() { b${at}(); c${at}(); } function b${at}() { a${at + 1}(); } function c${at}() { a${at + 1}(); }`,
  );
  const source = `${moduleOf('a0();')}${levels.join('')} function a60() {}`;
  expect(() => translateCode({ source })).not.toThrow();
});
