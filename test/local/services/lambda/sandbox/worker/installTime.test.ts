import { expect, test } from 'vitest';
import { givenLambda, MOMENT } from '../../givenLambda.ts';

const frozen = { frozenAt: MOMENT };

test('dates that are given a moment are unchanged', async () => {
  const { invoke } = givenLambda(
    `exports.handler = async () => [new Date(0).toISOString(), new Date(2020, 0, 2).getDate(), Date.UTC(1970, 0, 1), Date.parse('1970-01-01T00:00:00Z'),
      new Date() instanceof Date, new Date(5).constructor === Date, Date.name, Date.length];`,
    frozen,
  );

  expect((await invoke()).answer).toEqual(['1970-01-01T00:00:00.000Z', 2, 0, 0, true, true, 'Date', 7]);
});

test('time inside follows the cloud’s', async () => {
  const { invoke, world } = givenLambda(`exports.handler = async () => Date.now();`, frozen);

  expect((await invoke()).answer).toBe(MOMENT);
  await world.clock.advance(86_400_000);
  expect((await invoke()).answer).toBe(MOMENT + 86_400_000);
});

test('running time that was moved forward is moved forward inside too', async () => {
  const { invoke, world } = givenLambda(`exports.handler = async () => Date.now();`);

  await world.clock.advance(86_400_000);

  expect(Math.abs((await invoke()).answer - world.clock.now())).toBeLessThan(60_000);
});
