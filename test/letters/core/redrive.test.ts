import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { startStage, type Stage, texts } from './startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

describe('a redrive', () => {
  test('brings every letter home, byte-true, and leaves none', async () => {
    const { workUrl, dead } = await stage.createQueue('whole');
    const bodies = [...texts(24), '{"a": 1.0,\t"b":"\\u0000 ü 😀"}', ' leading and trailing \n'];
    await stage.send(dead.url, bodies, { tenant: 'blue', ErrorCode: 'NotFound', Reason: 'gone' });
    const run = stage.run(dead, { planned: bodies.length });

    const ended = await stage.redrive(run, dead);

    expect(ended).toMatchObject({ status: 'DONE', counts: { SENT: 26 }, by: 'ann', reason: 'mended' });
    const arrived = await stage.receiveAll(workUrl);
    expect(arrived.map(({ Body }) => Body).sort()).toEqual([...bodies].sort());
    expect(await stage.counts(dead.url)).toEqual({ visible: 0, inFlight: 0 });
    // Attributes of its own stay; those of its death go, and the redrive is noted.
    const [{ MessageAttributes }] = arrived;
    expect(Object.keys(MessageAttributes).sort()).toEqual(['Redrive', 'tenant']);
    expect(JSON.parse(MessageAttributes.Redrive.StringValue)).toEqual({
      runId: run.runId,
      count: 1,
      by: 'ann',
      on: '2030-01-01T12:00:00.000Z',
    });
  });

  test('leaves what its filter does not mean, what arrives later, and makes it visible again', async () => {
    const { workUrl, dead } = await stage.createQueue('filtered');
    await stage.send(dead.url, ['red', 'blue', 'red too']);
    const run = stage.run(dead, { planned: 2 });
    await stage.world.clock.advance(1000);
    await stage.send(dead.url, ['red, and late']);

    const ended = await stage.redrive(run, dead, { matches: ({ body }) => body.startsWith('red') });

    expect(ended.counts).toEqual({ SENT: 2 });
    expect(await stage.bodies(workUrl)).toEqual(['red', 'red too']);
    expect(await stage.bodies(dead.url)).toEqual(['blue', 'red, and late']);
  });

  test('never sends a body that had to be cut', async () => {
    const { workUrl, dead } = await stage.createQueue('cut');
    const Death = { ...death, originalBytes: 1_048_576, originalSha256: 'ab'.repeat(32) };
    await stage.send(dead.url, ['the beginn'], { Death: JSON.stringify(Death) });

    const ended = await stage.redrive(stage.run(dead, { planned: 1 }), dead);

    expect(ended.counts).toEqual({ CUT: 1 });
    expect(await stage.bodies(workUrl)).toEqual([]);
    expect(await stage.bodies(dead.url)).toEqual(['the beginn']);
  });

  test('counts its times, and leaves a letter in quarantine that its id does not release', async () => {
    const { workUrl, dead } = await stage.createQueue('quarantine');
    const before = (count: number) => ({
      Redrive: JSON.stringify({ runId: 'earlier', count, by: 'bob', on: '2029-12-31T00:00:00.000Z' }),
    });
    await stage.send(dead.url, ['second time'], before(1));
    await stage.send(dead.url, ['fourth time'], before(3));
    const [released] = await stage.send(dead.url, ['fourth time, released'], before(3));

    const ended = await stage.redrive(stage.run(dead, { planned: 3 }, { released: [released!] }), dead);

    expect(ended.counts).toEqual({ SENT: 2, QUARANTINED: 1 });
    const counts = (await stage.receiveAll(workUrl)).map(({ Body, MessageAttributes }) => [
      Body,
      JSON.parse(MessageAttributes.Redrive.StringValue).count,
    ]);
    expect(counts.sort()).toEqual([
      ['fourth time, released', 4],
      ['second time', 2],
    ]);
    expect(await stage.bodies(dead.url)).toEqual(['fourth time']);
  });

  test('leaves a letter that nothing says the home of', async () => {
    const { dead } = await stage.createQueue('homeless');
    await stage.send(dead.url, ['whose?']);

    const ended = await stage.redrive(stage.run(dead, { planned: 1 }), dead, {
      homeOf: async () => ({ why: 'Say where.' }),
    });

    expect(ended.counts).toEqual({ NO_HOME: 1 });
    expect(await stage.bodies(dead.url)).toEqual(['whose?']);
  });

  test('keeps ten attributes of a message that has no room for another', async () => {
    const { workUrl, dead } = await stage.createQueue('full');
    await stage.send(dead.url, ['full'], Object.fromEntries(texts(10, 'a').map((name) => [name, 'x'])));

    await stage.redrive(stage.run(dead, { planned: 1 }), dead);

    const [{ MessageAttributes }] = await stage.receiveAll(workUrl);
    expect(Object.keys(MessageAttributes).sort()).toEqual(texts(10, 'a'));
  });

  test('sends as fast as it was told to, and not faster', async () => {
    const { workUrl, dead } = await stage.createQueue('rate');
    await stage.send(dead.url, texts(30));
    const began = stage.clock.now();

    await stage.redrive(stage.run(dead, { planned: 30 }, { rate: 5 }), dead);

    const sentOn = (await stage.receiveAll(workUrl))
      .map(({ Attributes }) => (Number(Attributes.SentTimestamp) - began) / 1000)
      .sort((one, other) => one - other);
    // One to begin with, and in no second more than five and the one that was left over.
    for (let second = 0; second < 6; second++)
      expect(sentOn.filter((at) => at >= second && at < second + 1).length).toBeLessThanOrEqual(6);
    expect(sentOn.at(-1)).toBeGreaterThanOrEqual(29 / 5);
  });
});

describe('a failure on the way', () => {
  test('of some messages of a batch leaves those, and only those', async () => {
    const { workUrl, dead } = await stage.createQueue('partial');
    await stage.send(dead.url, texts(10));
    const sendMessageBatch = stage.actions['SendMessageBatch']!;
    stage.actions['SendMessageBatch'] = async (input, call) => {
      const { Entries } = input as { Entries: { Id: string; MessageBody: string }[] };
      const bad = Entries.filter(({ MessageBody }) => MessageBody.endsWith('3'));
      const rest = { ...(input as object), Entries: Entries.filter((entry) => !bad.includes(entry)) };
      const answer = rest.Entries.length > 0 ? await sendMessageBatch(rest, call) : { Successful: [] };
      const Failed = bad.map(({ Id }) => ({
        Id,
        SenderFault: false,
        Code: 'InternalError',
        Message: 'Sorry',
      }));
      return { ...(answer as object), Failed };
    };

    const ended = await stage.redrive(stage.run(dead, { planned: 10 }), dead);
    stage.actions['SendMessageBatch'] = sendMessageBatch;

    // It was tried three times before that.
    expect(ended.counts).toEqual({ SENT: 9, REFUSED: 1 });
    const [refused] = (await stage.history.outcomesOf(ended.runId)).filter(
      ({ outcome }) => outcome === 'REFUSED',
    );
    expect(refused?.detail).toBe('InternalError: Sorry');
    expect(await stage.bodies(workUrl)).toHaveLength(9);
    expect(await stage.bodies(dead.url)).toEqual(['message-0003']);
  });

  test('to delete, as with an expired receipt, deletes the letter when it comes again, and sends it once', async () => {
    const { workUrl, dead } = await stage.createQueue('expired');
    await stage.send(dead.url, texts(10));
    const deleteMessageBatch = stage.actions['DeleteMessageBatch']!;
    let refusals = 0;
    stage.actions['DeleteMessageBatch'] = async (input, call) => {
      if (refusals++ > 0) return deleteMessageBatch(input, call);
      // The batch took longer than the letters were hidden.
      await stage.world.clock.advance(61_000);
      const { Entries } = input as { Entries: { Id: string }[] };
      const Message =
        'Value AQEB for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.';
      const Failed = Entries.map(({ Id }) => ({
        Id,
        SenderFault: true,
        Code: 'InvalidParameterValue',
        Message,
      }));
      return { Successful: [], Failed };
    };

    const ended = await stage.redrive(stage.run(dead, { planned: 10 }), dead);
    stage.actions['DeleteMessageBatch'] = deleteMessageBatch;

    expect(ended).toMatchObject({ status: 'DONE', counts: { SENT: 10 } });
    expect(await stage.bodies(workUrl)).toEqual(texts(10));
    expect(await stage.counts(dead.url)).toEqual({ visible: 0, inFlight: 0 });
  });

  test('of SQS stops the run, with the letters where they were, and a later run goes on', async () => {
    const { workUrl, dead } = await stage.createQueue('outage');
    await stage.send(dead.url, texts(25));
    const run = stage.run(dead, { planned: 25 });
    const sendMessageBatch = stage.actions['SendMessageBatch']!;
    let batches = 0;
    stage.actions['SendMessageBatch'] = async (input, call) => {
      if (batches++ > 0) throw new AwsError('AccessDenied', 'Not any more');
      return sendMessageBatch(input, call);
    };

    await expect(stage.redrive(run, dead)).rejects.toThrow('Not any more');
    stage.actions['SendMessageBatch'] = sendMessageBatch;

    expect(await stage.history.find(run.runId)).toMatchObject({ status: 'STOPPED', ending: 'Not any more' });
    expect(await stage.counts(dead.url)).toEqual({ visible: 15, inFlight: 0 });
    const ended = await stage.redrive(run, dead);
    expect(ended).toMatchObject({ status: 'DONE', counts: { SENT: 25 } });
    expect(await stage.bodies(workUrl)).toEqual(texts(25));
  });
});

const death = {
  messageId: 'm-1',
  receiveCount: 1,
  sentOn: '2030-01-01T11:00:00.000Z',
  firstReceivedOn: '2030-01-01T11:00:00.000Z',
  diedOn: '2030-01-01T11:00:00.000Z',
  codeVersion: 'v1',
};
