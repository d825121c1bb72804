import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  createNamespace,
  destroyNamespace,
  getNamespace,
} from '../../../lambda-fns/platform/xrayDependencies.ts';
import { createBundles } from '../../../lib/bundles/createBundles.ts';

const given = () => {
  onTestFinished(() => destroyNamespace('test'));
  return createNamespace('test');
};

/** Long enough for whatever else can go on to go on. */
const turn = () => new Promise(setImmediate);

test('a value is seen by all that follows from where it was set, and by nothing else', async () => {
  const namespace = given();
  const seen = (name: string) =>
    new Promise((resolve) =>
      namespace.run(() => {
        namespace.set('segment', name);
        void turn().then(() => resolve(namespace.get('segment')));
      }),
    );
  expect(await Promise.all([seen('one'), seen('two')])).toEqual(['one', 'two']);
  expect(namespace.get('segment')).toBeUndefined();
});

test('a context within another sees its values until it sets its own, and does not change them', async () => {
  const namespace = given();
  const seen: unknown[] = [];
  namespace.run(() => {
    namespace.set('segment', 'outer');
    namespace.run(() => {
      seen.push(namespace.get('segment'));
      namespace.set('segment', 'inner');
      seen.push(namespace.get('segment'));
    });
    seen.push(namespace.get('segment'));
  });
  expect(seen).toEqual(['outer', 'inner', 'outer']);
});

test('an entered context is seen by all that runs in no other, as by invocations after a function’s start', async () => {
  const namespace = given();
  namespace.enter(namespace.createContext());
  namespace.set('segment', 'facade');
  await turn();
  expect(namespace.get('segment')).toBe('facade');
});

test('a namespace is found by its name until it is destroyed', () => {
  const namespace = given();
  expect(getNamespace('test')).toBe(namespace);
  destroyNamespace('test');
  expect(getNamespace('test')).toBeUndefined();
});

test('no bundle has what these replace', () => {
  // As a stage has it by default: those were bundled before.
  const bundles = createBundles(process.cwd(), { BUNDLED_GATEWAY: 'simulated' });
  const folder = bundles.functionFolder('payments/processOrderPayment');
  const code = readFileSync(join(folder, 'index.js'), 'utf8');
  expect(code).not.toContain('createHook(');
  expect(code).not.toContain('SEMVER_SPEC_VERSION');
});
