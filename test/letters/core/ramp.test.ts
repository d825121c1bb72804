import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStage, type Stage, texts } from './startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

describe('letters that die again', () => {
  test('end the run at its first stage, before the others are sent', async () => {
    const { workUrl, dead } = await stage.createQueue('dying');
    await stage.send(dead.url, texts(100));
    const run = stage.run(dead, { planned: 100 }, { ramp: [0.02, 0.1, 1], settleSeconds: 5 });

    // The worker still fails: SQS moves what it received once to the dead letters.
    const ended = await stage.redrive(run, dead, {
      clock: stage.clockWith(() => stage.work(workUrl, () => false)),
    });

    expect(ended).toMatchObject({ status: 'STOPPED', stage: 0, counts: { SENT: 2, DIED_AGAIN: 2 } });
    expect(ended.ending).toBe('Stopped by itself: 2 died again, and 2 of 100 letters were sent.');
    expect(await stage.counts(dead.url)).toEqual({ visible: 100, inFlight: 0 });
  });

  test('below the limit do not end it: it goes through its stages, and names them', async () => {
    const { workUrl, dead } = await stage.createQueue('ramp');
    await stage.send(dead.url, texts(100));
    const run = stage.run(
      dead,
      { planned: 100 },
      { ramp: [0.01, 0.1, 1], settleSeconds: 5, deathLimit: { count: 3 } },
    );
    const sentAtStage: number[] = [];

    const ended = await stage.redrive(run, dead, {
      clock: stage.clockWith(() => stage.work(workUrl, (body) => !body.endsWith('77'))),
      onProgress: (now, doing) => void (doing === 'next stage' && sentAtStage.push(now.counts.SENT ?? 0)),
    });

    expect(sentAtStage).toEqual([1, 10]);
    expect(ended).toMatchObject({ status: 'DONE', stage: 2, counts: { SENT: 100, DIED_AGAIN: 1 } });
    expect(await stage.bodies(dead.url)).toEqual(['message-0077']);
    const died = (await stage.history.outcomesOf(run.runId)).filter(
      ({ outcome }) => outcome === 'DIED_AGAIN',
    );
    expect(died).toHaveLength(1);
  });

  test('too late for a stage are waited for: messages that are still tried hold it up, and stop it in the end', async () => {
    const { dead } = await stage.createQueue('slow');
    await stage.send(dead.url, texts(100));
    const request = { ramp: [0.1, 1], settleSeconds: 5, settleLimitSeconds: 30 };

    // No worker receives anything.
    const ended = await stage.redrive(stage.run(dead, { planned: 100 }, request), dead);

    expect(ended).toMatchObject({ status: 'STOPPED', counts: { SENT: 10 } });
    expect(ended.ending).toBe(
      'Stopped: 30 s after the last was sent, 10 messages more than before are still being tried.',
    );
  });
});
