import { expect, test } from 'vitest';
import { givenLambda, MOMENT } from '../../givenLambda.ts';

const frozen = { frozenAt: MOMENT };

test('dates that are given a moment are what they were', async () => {
  const { invoke } = givenLambda(
    `exports.handler = async () => [new Date(0).toISOString(), new Date(2020, 0, 2).getDate(), Date.UTC(1970, 0, 1), Date.parse('1970-01-01T00:00:00Z'),
      new Date() instanceof Date, new Date(5).constructor === Date, Date.name, Date.length];`,
    frozen,
  );

  expect((await invoke()).answer).toEqual(['1970-01-01T00:00:00.000Z', 2, 0, 0, true, true, 'Date', 7]);
});

test('time inside moves as the cloud’s does', async () => {
  const { invoke, world } = givenLambda(`exports.handler = async () => Date.now();`, frozen);

  expect((await invoke()).answer).toBe(MOMENT);
  await world.clock.advance(86_400_000);
  expect((await invoke()).answer).toBe(MOMENT + 86_400_000);
});

test('a timer waits for time to be moved, and the cloud is at rest meanwhile', async () => {
  const { invoke, world } = givenLambda(
    `exports.handler = async () => { await new Promise((go) => setTimeout(go, 1500)); return [Date.now(), performance.now()]; };`,
    frozen,
  );

  const ended = invoke();
  await world.activity.idle();
  await world.clock.advance(1499);
  expect(await Promise.race([ended, 'waiting'])).toBe('waiting');
  await world.clock.advance(1);

  expect((await ended).answer).toEqual([MOMENT + 1500, 1500]);
});

test('work that awaits an invocation rests with it', async () => {
  const { invoke, world } = givenLambda(
    `exports.handler = async () => { for (;;) await new Promise((go) => setTimeout(go, 500)); };`,
    frozen,
  );

  const ended = world.activity.run(() => world.activity.run(() => invoke()));
  await world.clock.advance(3000);

  expect((await ended).answer.errorType).toBe('Sandbox.Timedout');
});

test('a task of the clock that awaits an invocation lets time go on', async () => {
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

test('yielding for a millisecond needs no time', async () => {
  const { invoke } = givenLambda(
    `exports.handler = async () => { await new Promise((go) => setTimeout(go)); await new Promise((go) => setTimeout(go, 1)); return 'on'; };`,
    frozen,
  );

  expect((await invoke()).answer).toBe('on');
});

test('a timer carries the asynchronous context it was set in', async () => {
  const { invoke, world } = givenLambda(
    `const { AsyncLocalStorage } = require('node:async_hooks'); const storage = new AsyncLocalStorage();
     exports.handler = () => storage.run('mine', () => new Promise((go) => setTimeout(() => go(storage.getStore()), 100)));`,
    frozen,
  );

  const ended = invoke();
  await world.clock.advance(100);

  expect((await ended).answer).toBe('mine');
});

test('while time runs timers need nobody to move it', async () => {
  const { invoke } = givenLambda(
    `exports.handler = async () => { const begun = Date.now(); await new Promise((go) => setTimeout(go, 50)); return Date.now() - begun >= 49; };`,
  );

  expect((await invoke()).answer).toBe(true);
});

test('time that was moved on while running is moved on inside too', async () => {
  const { invoke, world } = givenLambda(`exports.handler = async () => Date.now();`);

  await world.clock.advance(86_400_000);

  expect(Math.abs((await invoke()).answer - world.clock.now())).toBeLessThan(60_000);
});
