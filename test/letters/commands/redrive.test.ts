import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { createFileHistory } from '../../../letters/core/fileHistory.ts';
import { newRun } from '../../../letters/core/runs.ts';
import { NOW, type Queues, startQueues } from '../startQueues.ts';

let queues: Queues;
let folder: string;
/** Each test has queues and a history of its own. */
let name = 0;
let account: string[];
beforeAll(async () => {
  queues = await startQueues();
  folder = mkdtempSync(join(tmpdir(), 'letters-redrive-'));
});
beforeEach(() => {
  account = ['--because', 'mended', '--by', 'ann', '--history', join(folder, `history-${++name}.jsonl`)];
});
afterAll(async () => {
  await queues.close();
  rmSync(folder, { recursive: true });
});

const dying = { DeathClass: 'PERMANENT', ErrorCode: 'NotFound', FailingStep: 'work', Reason: 'gone' };

/** A queue with so many dead letters, of which every third died of something else. */
const givenLetters = async (count: number) => {
  const pair = await queues.createPair(`work${name}`);
  for (let n = 0; n < count; n++)
    await queues.send(
      pair.dead,
      `letter ${n}`,
      n % 3 === 0 ? { ...dying, ErrorCode: 'StateConflict' } : dying,
    );
  return { ...pair, queue: `work${name}-dead` };
};

describe('redrive', () => {
  test('repeats what will happen, asks, and brings back what is meant', async () => {
    const { work, dead, queue } = await givenLetters(9);

    const redriven = await queues.letters(
      ['redrive', queue, '--reason', 'NotFound', '--settle', '0s', ...account],
      {
        answers: ['y'],
      },
    );

    expect(redriven.stderr).toContain(`6 letter(s) of ${queue}`);
    expect(redriven.stderr).toContain('       6  NotFound');
    expect(redriven.stderr).toContain('batch by batch, because a part of the queue is meant');
    expect(redriven.stdout).toMatch(
      /^DONE Sent 6 of 6 letters\.\nSee it with: letters history \d{8}T\d{6}-\w+ --history \S+\n$/,
    );
    expect(redriven.exitCode).toBe(0);
    expect(await queues.counts(work)).toEqual({ visible: 6, inFlight: 0 });
    expect(await queues.counts(dead)).toEqual({ visible: 3, inFlight: 0 });
    for (const line of `${redriven.stdout}${redriven.stderr}`.split('\n'))
      if (!line.includes(folder)) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('changes nothing when the answer is no, when nobody is there to ask, and when nobody says why', async () => {
    const { dead, queue } = await givenLetters(2);

    const refused = await queues.letters(['redrive', queue, ...account], { answers: ['n'] });
    const unexplained = await queues.letters(['redrive', queue, '--yes']);

    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Nothing was changed.') });
    expect(unexplained).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Say why, for the history'),
    });
    expect(await queues.counts(dead)).toEqual({ visible: 2, inFlight: 0 });
  });

  test('says in the history who did it, when and why, and what became of each letter', async () => {
    const { queue } = await givenLetters(4);
    const redriven = await queues.letters([
      'redrive',
      queue,
      '--yes',
      '--settle',
      '0s',
      '--json',
      ...account,
    ]);
    const [{ runId }] = redriven.json().runs;

    const listed = await queues.letters(['history', ...account.slice(-2)]);
    const shown = await queues.letters(['history', runId, ...account.slice(-2)]);

    expect(listed.stdout).toContain(`${runId}  REDRIVE  DONE          4  ann`);
    expect(shown.stdout).toContain('by        ann\nwhy       mended\nfrom      2030-01-01T12:00:00.000Z');
    expect(shown.stdout).toContain('came to   4 SENT');
    expect(shown.stdout.match(/ SENT {4}/g)).toHaveLength(4);
  });

  test('says of an unknown queue, run or pace what is wrong', async () => {
    const { queue } = await givenLetters(1);
    const wrong = async (...args: string[]) => {
      const { exitCode, stderr } = await queues.letters(['redrive', ...args, '--yes', ...account]);
      return `${exitCode}: ${stderr.trim().split('\n').at(-1)}`;
    };

    expect(await wrong('nowhere')).toMatch(/^2: Failed: There is no queue nowhere/);
    expect(await wrong(queue, '--destination', 'nowhere')).toMatch(/^2: Failed: There is no queue nowhere/);
    expect(await wrong('--resume', '20300101T120000-ffffff')).toContain('has no run 20300101T120000-ffffff');
    expect(await wrong('--resume', 'x')).toBe('2: Failed: "x" is no id of a run. See them with: history.');
    expect(await wrong('--resume', '20300101T120000-ffffff', '--rate', '5/s')).toBe(
      '2: Failed: Run 20300101T120000-ffffff goes on as it was asked for: leave out --rate, or begin another run.',
    );
    expect(await wrong('--resume', '20300101T120000-ffffff', '--reason', 'NotFound')).toContain(
      'leave out the filter',
    );
    expect(await wrong(queue, '--id', '12345678')).toBe(
      '2: Failed: There is no letter 12345678 that anybody can read now: look with peek.',
    );
    expect(await wrong(queue, '--rate', 'fast')).toContain('2: Failed: --rate is "fast"');
    expect(await wrong(queue, '--ramp', '50%,10%')).toContain('2: Failed: --ramp is "50%,10%"');
  });

  test('that Ctrl-C stops while it waits for workers says that all were sent', async () => {
    const { work, queue } = await givenLetters(2);
    const stop = new AbortController();
    // Nobody works on the queue, so that it gets no emptier; each look is one of a waiting tool.
    queues.before('GetQueueAttributes', (nth) => nth === 12 && stop.abort());

    const stopped = await queues.letters(['redrive', queue, '--yes', ...account], { stop });

    expect(stopped.exitCode).toBe(3);
    expect(stopped.stdout).toContain(
      'STOPPED Stopped by hand: 2 of 2 letters are on their way, and nobody waited for\nwhat becomes of them.\n',
    );
    expect(await queues.counts(work)).toEqual({ visible: 2, inFlight: 0 });
  });

  test('says of letters that were brought back too often that they stay', async () => {
    const { dead, queue } = await givenLetters(0);
    const Redrive = { runId: 'earlier', count: 3, by: 'bob', on: '2029-12-31T00:00:00.000Z' };
    await queues.send(dead, 'fourth time', { ...dying, Redrive: JSON.stringify(Redrive) });

    const redriven = await queues.letters(['redrive', queue, '--yes', ...account]);

    expect(redriven).toMatchObject({
      exitCode: 3,
      stdout: `There are no letters to bring back.\n${queue}:  1 stay: brought back 3 times (--release ID)\n`,
    });
  });

  test('leaves a queue that another run has, and tells of no run of its own', async () => {
    const { dead, queue } = await givenLetters(2);
    const history = createFileHistory(account.at(-1)!);
    const arn = `arn:aws:sqs:us-east-1:000000000000:${queue}`;
    const other = {
      action: 'REDRIVE',
      queue: { name: queue, arn },
      by: 'bob',
      reason: 'first',
      planned: 2,
    } as const;
    await history.begin(newRun(NOW, 'other1', other), {
      name: 'desk:9',
      isGone: () => false,
      now: () => NOW,
    });

    const refused = await queues.letters(['redrive', queue, '--yes', ...account]);

    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(`Failed: bob is working on ${queue} in run 20300101T120000-other1`);
    expect(refused.stderr).not.toContain('recorded in');
    expect(await queues.counts(dead)).toEqual({ visible: 2, inFlight: 0 });
  });

  test('leaves a whole queue that SQS filled to its own move task', async () => {
    const { work, dead, queue } = await givenLetters(0);
    for (let n = 0; n < 5; n++) await queues.send(work, `killed ${n}`);
    await queues.killAll(work);

    const redriven = await queues.letters(['redrive', queue, ...account], { answers: ['yes'] });

    expect(redriven.stderr).toContain("by SQS's own move task: the whole queue is meant");
    expect(redriven.stderr).not.toContain('died again');
    expect(redriven.stdout).toContain('DONE SQS moved 5 of 5 letters.');
    expect(await queues.counts(work)).toEqual({ visible: 5, inFlight: 0 });
    expect(await queues.counts(dead)).toEqual({ visible: 0, inFlight: 0 });
    const { stdout } = await queues.letters(['history', ...account.slice(-2)]);
    expect(stdout).toContain('MOVE_TASK  DONE');
  });

  test('by SQS is cancelled by Ctrl-C, says how to go on, and goes on', async () => {
    const { work, dead, queue } = await givenLetters(0);
    for (let n = 0; n < 5; n++) await queues.send(work, `killed ${n}`);
    await queues.killAll(work);
    const stop = new AbortController();
    queues.before('ListMessageMoveTasks', (nth) => nth === 3 && stop.abort());
    const cancels = queues.count('CancelMessageMoveTask');

    const stopped = await queues.letters(['redrive', queue, '--rate', '1/s', '--yes', ...account], { stop });

    expect(cancels()).toBe(1);
    const [, moved] =
      /^STOPPED Stopped by hand: SQS moved (\d) of 5 letters, the others lie where they\nwere\.$/m.exec(
        stopped.stdout,
      ) ?? [];
    expect(stopped.exitCode).toBe(3);
    expect(['1', '2', '3', '4']).toContain(moved);
    expect(await queues.counts(work)).toEqual({ visible: Number(moved), inFlight: 0 });
    expect(await queues.counts(dead)).toEqual({ visible: 5 - Number(moved), inFlight: 0 });
    const [, runId] =
      /^Go on with: letters redrive --resume (\S+) --history \S+$/m.exec(stopped.stdout) ?? [];
    // As if killed: SQS's task goes on while nobody asks how far it is.
    queues.before('ListMessageMoveTasks', (nth) => {
      if (nth === 3) throw new AwsError('AccessDenied', 'No more.');
    });
    await queues.letters(['redrive', '--resume', runId!, ...account]);
    queues.before('ListMessageMoveTasks', () => undefined);
    await queues.world.clock.advance(10_000);
    const resumed = await queues.letters(['redrive', '--resume', runId!, ...account]);
    expect(resumed.stdout).toContain('DONE SQS moved 5 of 5 letters.');
    expect(await queues.counts(work)).toEqual({ visible: 5, inFlight: 0 });
  });

  test('leaves no letter that was confirmed, though the clock here is minutes behind', async () => {
    const { work, dead, queue } = await givenLetters(12);

    const redriven = await queues.letters(
      ['redrive', queue, '--own-mover', '--yes', '--settle', '0s', ...account],
      { behindMs: 5 * 60_000 },
    );

    expect(redriven).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('DONE Sent 12 of 12 letters.'),
    });
    expect(await queues.counts(work)).toEqual({ visible: 12, inFlight: 0 });
    expect(await queues.counts(dead)).toEqual({ visible: 0, inFlight: 0 });
  });

  test('says of letters that somebody else took meanwhile that they are gone', async () => {
    const { dead, queue } = await givenLetters(3);
    const purgeAfter = async () => {
      await queues.call('PurgeQueue', { QueueUrl: dead });
      return 'y';
    };

    const redriven = await queues.letters(['redrive', queue, '--settle', '0s', ...account], {
      answers: [purgeAfter],
    });

    expect(redriven.exitCode).toBe(3);
    expect(redriven.stdout).toContain(
      'DONE Sent 0 of 3 letters.\n3 were not in the queue any more: somebody else moved or deleted them.\n',
    );
  });

  test('that Ctrl-C stops says where it stands, and how to go on', async () => {
    const { work, dead, queue } = await givenLetters(40);
    const stop = new AbortController();
    let sent = 0;
    const sendMessageBatch = queues.actions['SendMessageBatch']!;
    queues.actions['SendMessageBatch'] = (input, call) => {
      if (++sent === 2) stop.abort();
      return sendMessageBatch(input, call);
    };

    const stopped = await queues.letters(['redrive', queue, '--yes', '--settle', '0s', ...account], { stop });
    queues.actions['SendMessageBatch'] = sendMessageBatch;

    expect(stopped.exitCode).toBe(3);
    const [, runId] =
      /^Go on with: letters redrive --resume (\S+) --history \S+$/m.exec(stopped.stdout) ?? [];
    expect(stopped.stdout).toContain('STOPPED Stopped by hand: 20 of 40 letters are on their way');
    expect(await queues.counts(dead)).toEqual({ visible: 20, inFlight: 0 });
    const resumed = await queues.letters(['redrive', '--resume', runId!, ...account]);
    expect(resumed.stdout).toContain('DONE Sent 40 of 40 letters.');
    expect(await queues.counts(work)).toEqual({ visible: 40, inFlight: 0 });
  });
});
