import type { SQSHandler } from 'aws-lambda';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runLetters } from '../letters/startQueues.ts';
import * as bookings from './bookings/rows.ts';
import * as orders from './orders/rows.ts';
import { invoke, type Row, startBackend } from './startBackend.ts';

/** A worker, the rows it finds, what it has done, and what makes another message the same by an edit. */
interface Case {
  readonly step: string;
  readonly load: () => Promise<{ handler: SQSHandler }>;
  readonly rows: readonly Row[];
  readonly done: object;
  readonly dying: object;
  readonly set: readonly string[];
}

const cases: Case[] = [
  {
    step: 'createApartmentBooking',
    load: () => import('../../lambda-fns/bookings/createApartmentBooking.ts'),
    rows: [bookings.apartmentRow(), bookings.claimRow()],
    done: bookings.request(),
    dying: bookings.request({ startDate: 'tomorrow' }),
    set: ['startDate=2089-06-01'],
  },
  {
    step: 'placeOrder',
    load: () => import('../../lambda-fns/orders/placeOrder.ts'),
    rows: [orders.claimRow()],
    done: orders.placed(),
    dying: orders.placed({ lines: [{ ...orders.lines[0], units: 0 }, orders.lines[1]] }),
    set: ['lines[0].units=2'],
  },
];

const given = async ({ load, rows }: Case) => {
  const backend = await startBackend();
  // Workers note when a letter died, and SQS when it was sent: by one clock.
  vi.useFakeTimers({ toFake: ['Date'], now: backend.world.clock.now() });
  const folder = mkdtempSync(join(tmpdir(), 'letters-edited-'));
  onTestFinished(async () => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
    await backend.close();
  });
  vi.resetModules();
  const { handler } = await load();
  await backend.put(...rows);
  const account = ['--yes', '--because', 'mended', '--by', 'ann', '--history', join(folder, 'history.jsonl')];
  return {
    backend,
    handler,
    deliver: async () => {
      const event = await backend.receiveEvent();
      expect(event.Records).toHaveLength(1);
      return invoke(handler, event);
    },
    letters: (...args: string[]) =>
      runLetters([...args, ...account], {
        url: process.env['AWS_ENDPOINT_URL'] ?? '',
        clock: backend.world.clock,
      }),
  };
};

test.each(cases)('$step changes nothing by a letter that the tool made what is done', async (each) => {
  const { backend, handler, deliver, letters } = await given(each);
  await backend.send(each.done);
  await deliver();
  const done = await backend.rows();
  await backend.send(each.dying);
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  const [letter] = await backend.deadLetters();
  expect(letter.MessageAttributes.FailingStep.StringValue).toBe(each.step);
  await backend.world.clock.advance(60_000);

  const edited = await letters('edit', letter.MessageId, 'dead', '--set', ...each.set);
  const redriven = await letters('redrive', 'dead', '--settle', '0s');

  expect([edited.stderr, edited.exitCode]).toEqual([expect.not.stringContaining('not checked'), 0]);
  expect(redriven).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('DONE Sent 1 of 1 letters.'),
  });
  const event = await backend.receiveEvent();
  expect(event.Records.map(({ body }) => JSON.parse(body))).toEqual([each.done]);
  expect(await invoke(handler, event)).toEqual({ batchItemFailures: [] });
  expect(await backend.rows()).toEqual(done);
  expect(await backend.deadLetters()).toEqual([]);
});
