import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Queues, startQueues } from './startQueues.ts';

let queues: Queues;
let dead: string;
beforeAll(async () => {
  queues = await startQueues();
  ({ dead } = await queues.createPair('placeOrder', { stage: 'dev' }));
  await queues.createPair('payBooking', { stage: 'prod' });
  await queues.createPair('others');
  for (let n = 1; n <= 25; n++)
    await queues.send(
      dead,
      { orderId: `O${n}`, lines: [{ sku: 'A' }] },
      {
        DeathClass: 'PERMANENT',
        ErrorCode: n <= 20 ? 'NotFound' : 'InvalidArgument',
        Reason: n <= 20 ? 'There is no such order' : 'lines: too many',
        FailingStep: 'placeOrder',
        EntityType: 'order',
        EntityId: `O${n}`,
      },
    );
});
afterAll(() => queues.close());

test('list shows the depth of every queue and what its letters died of', async () => {
  const { stdout, stderr, exitCode } = await queues.letters(['list']);
  expect(stderr).toBe(`AWS endpoint ${queues.url}, us-east-1\n`);
  expect(stdout).toMatchInlineSnapshot(`
    "QUEUE       DEPTH  IN FLIGHT  OLDEST  REASONS
    placeOrder     25                 0s  NotFound 20, InvalidArgument 5
    2 more queue(s) are empty: see --all.
    "
  `);
  expect(exitCode).toBe(0);
});

test('what was looked at can be received at once', async () => {
  await queues.letters(['peek', 'placeOrder', '--limit', '25']);
  expect(await queues.counts(dead)).toEqual({ visible: 25, inFlight: 0 });
});

test('peek shows the letters that a comparison of the body chooses', async () => {
  const { stdout } = await queues.letters(['peek', 'placeOrder', '--where', '$.orderId == "O7"']);
  expect(stdout).toMatchInlineSnapshot(`
    "ID        QUEUE       DEAD  REASON    ABOUT  BECAUSE
    24114dac  placeOrder    0s  NotFound  O7     There is no such order
    "
  `);
});

test('a queue that nobody has is named, with the one that was meant', async () => {
  const { stderr, exitCode } = await queues.letters(['peek', 'placeOrdr']);
  expect(stderr).toContain('Failed: There is no queue placeOrdr. Did you mean placeOrder?');
  expect(exitCode).toBe(2);
});
