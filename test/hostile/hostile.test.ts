import { expect, test } from 'vitest';
import { run } from './run.ts';
import { faultsOfRun } from './verdict.ts';

/** The same inputs each time, of every shape; `npm run hostile` sends more, and judges how long the neighbour waits. */
const OPTIONS = {
  inputs: 1500,
  seed: 20_261_121,
  input: undefined,
  only: undefined,
  minutes: 0.5,
  inFlight: 8,
  record: false,
  quietMs: 500,
  restMs: 20_000,
};

test('nothing falls, and the neighbour is served', { timeout: 300_000 }, async () => {
  const outcome = await run(OPTIONS, () => undefined);
  // Other tests share the machine, so how long anything takes says nothing here.
  expect(faultsOfRun(outcome, { judgesTime: false })).toEqual([]);
  expect(outcome.findings.all()).toEqual([]);
  expect(outcome.attacked.answers.length).toBeGreaterThan(10);
});
