import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Queues, startQueues } from '../startQueues.ts';

let queues: Queues;
let folder: string;
beforeAll(async () => {
  queues = await startQueues();
  folder = mkdtempSync(join(tmpdir(), 'letters-edit-'));
});
afterAll(async () => {
  await queues.close();
  rmSync(folder, { recursive: true });
});

const SourceArn = 'arn:aws:sqs:us-east-1:000000000000:boxes-dead';

/** Has SQS move the whole queue, and returns what became of it. */
const move = async (DestinationArn?: string) => {
  await queues.call('StartMessageMoveTask', { SourceArn, DestinationArn });
  await queues.world.clock.advance(1000);
  const { Results } = await queues.call('ListMessageMoveTasks', { SourceArn });
  return Results[0];
};

test("an edit says what SQS's own move task needs from now on, and how to bring the letter back", async () => {
  const { work, dead } = await queues.createPair('boxes');
  await queues.send(work, { units: 0 });
  await queues.killAll(work);
  const { Messages } = await queues.call('ReceiveMessage', { QueueUrl: dead, VisibilityTimeout: 0 });
  const account = ['--yes', '--because', 'mended', '--history', join(folder, 'history.jsonl')];

  const edited = await queues.letters([
    ...['edit', Messages[0].MessageId, 'boxes-dead', '--set', 'units=3'],
    ...account,
  ]);

  const [, id] = /^Bring it back with: letters redrive boxes-dead --id (\S{8})$/m.exec(edited.stdout) ?? [];
  const { stdout } = await queues.letters(['peek', 'boxes-dead', '--id', id!]);
  expect(stdout).toContain(id);
  const [, arn] = /redrive does not: --destination-arn (\S+)$/m.exec(edited.stderr) ?? [];
  expect(await move()).toMatchObject({ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' });
  expect(await move(arn)).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 });
  const moved = await queues.call('ReceiveMessage', { QueueUrl: work });
  expect(JSON.parse(moved.Messages[0].Body)).toEqual({ units: 3 });
});
