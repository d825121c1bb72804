import { expect, test } from 'vitest';
import { givenLambda, MOMENT } from '../../givenLambda.ts';

const frozen = { frozenAt: MOMENT };

test('a timer waits until time is moved, and the cloud is idle meanwhile', async () => {
  const { invoke, world } = givenLambda(
    `exports.handler = async () => { await new Promise((go) => setTimeout(go, 1500)); return [Date.now(), performance.now()]; };`,
    frozen,
  );

  const ended = invoke();
  await world.activity.idle();
  await world.clock.advance(1499);
  expect(await Promise.race([ended, Promise.resolve('waiting')])).toBe('waiting');
  await world.clock.advance(1);

  expect((await ended).answer).toEqual([MOMENT + 1500, 1500]);
});

test('work that awaits an invocation is idle with it', async () => {
  const { invoke, world } = givenLambda(
    `exports.handler = async () => { for (;;) await new Promise((go) => setTimeout(go, 500)); };`,
    frozen,
  );

  const ended = world.activity.run(() => world.activity.run(() => invoke()));
  await world.clock.advance(3000);

  expect((await ended).answer.errorType).toBe('Sandbox.Timedout');
});

test('a task of the clock that awaits an invocation does not stop time', async () => {
  const { invoke, world } = givenLambda(
    `exports.handler = async () => { await new Promise((go) => setTimeout(go, 500)); return 'done'; };`,
    frozen,
  );
  const answers: unknown[] = [];
  world.clock.schedule(10, async () => void answers.push((await invoke()).answer));

  await world.clock.advance(510);

  expect(answers).toEqual(['done']);
});

test('every kind of timer keeps its order and can be cleared', async () => {
  const { invoke, world } = givenLambda(
    `const { setTimeout: sleep } = require('node:timers/promises');
     const { promisify } = require('node:util');
     exports.handler = async () => {
       const seen = [];
       setTimeout((name) => seen.push(name), 20, 'twenty');
       setTimeout(() => seen.push('ten'), 10);
       clearTimeout(setTimeout(() => seen.push('never'), 5));
       clearTimeout(+setTimeout(() => seen.push('never'), 5));
       const refreshed = setTimeout(() => seen.push('refreshed'), 15);
       let ticks = 0;
       const ticking = setInterval(() => { seen.push('tick'); if (++ticks === 2) clearInterval(ticking); }, 8);
       setTimeout(() => {}, 10000).unref();
       setTimeout(() => refreshed.refresh(), 12);
       seen.push(await sleep(30, 'slept'));
       seen.push(await promisify(setTimeout)(5, 'promisified'));
       await sleep(50, undefined, { signal: AbortSignal.abort(new Error('stopped')) }).catch((error) => seen.push(error.message));
       return seen;
     };`,
    frozen,
  );

  const ended = invoke();
  await world.clock.advance(100);

  expect((await ended).answer).toEqual([
    'tick',
    'ten',
    'tick',
    'twenty',
    'refreshed',
    'slept',
    'promisified',
    'stopped',
  ]);
});

test('yielding for a millisecond needs no time to pass', async () => {
  const { invoke } = givenLambda(
    `exports.handler = async () => { await new Promise((go) => setTimeout(go)); await new Promise((go) => setTimeout(go, 1)); return 'on'; };`,
    frozen,
  );

  expect((await invoke()).answer).toBe('on');
});

test('a timer keeps the asynchronous context it was set in', async () => {
  const { invoke, world } = givenLambda(
    `const { AsyncLocalStorage } = require('node:async_hooks'); const storage = new AsyncLocalStorage();
     exports.handler = () => storage.run('mine', () => new Promise((go) => setTimeout(() => go(storage.getStore()), 100)));`,
    frozen,
  );

  const ended = invoke();
  await world.clock.advance(100);

  expect((await ended).answer).toBe('mine');
});

test('timers fire by themselves while time runs', async () => {
  const { invoke } = givenLambda(
    `exports.handler = async () => { const begun = Date.now(); await new Promise((go) => setTimeout(go, 50)); return Date.now() - begun >= 49; };`,
  );

  expect((await invoke()).answer).toBe(true);
});
