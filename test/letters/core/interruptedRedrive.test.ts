import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStage, type Stage, texts } from './startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

describe('a redrive that is interrupted', () => {
  test('by Ctrl-C finishes its batch, puts the others back and is resumed to the end', async () => {
    const { workUrl, dead } = await stage.createQueue('stopped');
    await stage.send(dead.url, texts(60));
    const run = stage.run(dead, { planned: 60 });
    const stop = new AbortController();

    const stopped = await stage.redrive(run, dead, {
      stop: stop.signal,
      onProgress: ({ counts }) => void ((counts.SENT ?? 0) >= 30 && stop.abort()),
    });

    expect(stopped).toMatchObject({ status: 'STOPPED', counts: { SENT: 30 } });
    expect(stopped.ending).toBe(
      'Stopped by hand: 30 of 60 letters are on their way, the others lie where they were.',
    );
    expect(await stage.counts(dead.url)).toEqual({ visible: 30, inFlight: 0 });

    const ended = await stage.redrive((await stage.history.find(run.runId))!, dead);
    expect(ended).toMatchObject({ status: 'DONE', counts: { SENT: 60 } });
    expect(await stage.bodies(workUrl)).toEqual(texts(60));
  });

  test('by a kill is resumed: nothing is lost, and what was noted as sent is not sent again', async () => {
    const { workUrl, dead } = await stage.createQueue('killed');
    await stage.send(dead.url, texts(40));
    const run = stage.run(dead, { planned: 40 });
    const killed = await stage.killAt('DeleteMessageBatch', 3);
    stage.redrive(run, dead, { clients: killed.clients }).catch(() => undefined);
    await killed.isDead;
    // Two batches are gone, a third was sent and noted, and lies here still, hidden.
    expect(await stage.counts(dead.url)).toEqual({ visible: 10, inFlight: 10 });

    const ended = await stage.redrive((await stage.history.find(run.runId))!, dead, {
      holder: stage.holder('desk:2', true),
    });

    expect(ended).toMatchObject({ status: 'DONE', counts: { SENT: 40 } });
    expect(await stage.bodies(workUrl)).toEqual(texts(40));
    expect(await stage.counts(dead.url)).toEqual({ visible: 0, inFlight: 0 });
    await killed.close();
  });
});

describe('two operators at once', () => {
  test('do not work on one queue: the second is told who does', async () => {
    const { dead } = await stage.createQueue('two');
    await stage.send(dead.url, texts(20));
    const first = stage.run(dead, { planned: 20 });
    let refusal: unknown;

    const ended = await stage.redrive(first, dead, {
      history: stage.historyWith(async () => {
        const second = stage.run(dead, { planned: 20, by: 'bob' });
        refusal ??= await stage
          .redrive(second, dead, { holder: stage.holder('desk:2') })
          .catch((error) => error);
      }),
    });

    expect(ended.counts).toEqual({ SENT: 20 });
    expect(String(refusal)).toContain(`ann is working on two-dead in run ${first.runId}: wait for its end.`);
  });

  test('each bring back what the other does not hold, where nothing tells them of each other', async () => {
    const { workUrl, dead } = await stage.createQueue('apart');
    await stage.send(dead.url, texts(50));
    const apart = (name: string) =>
      stage.redrive({ ...stage.run(dead, { planned: 50 }), queueName: name }, dead, {
        holder: stage.holder(name),
      });

    const ended = await Promise.all([apart('one'), apart('two')]);

    expect(ended.reduce((sum, { counts }) => sum + (counts.SENT ?? 0), 0)).toBe(50);
    expect(await stage.bodies(workUrl)).toEqual(texts(50));
  });

  test('a run whose queue another took over stops at its next note', async () => {
    const { dead } = await stage.createQueue('taken');
    await stage.send(dead.url, texts(30));
    const run = stage.run(dead, { planned: 30 }, { rate: 1 });
    let isTaken = false;

    const redriving = stage.redrive(run, dead, {
      history: stage.historyWith(async () => {
        if (isTaken) return;
        isTaken = true;
        await stage.history.begin(stage.run(dead, { by: 'bob' }), stage.holder('desk:9', true));
      }),
    });

    await expect(redriving).rejects.toThrow('bob is working on taken-dead in run');
  });
});
