import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../given.ts';
import * as then from '../then.ts';
import * as bookingWhen from '../when.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** Puts an apartment's row, or takes it away. */
async function writesApartment(action: 'PutItem' | 'DeleteItem', row: Record<string, any>): Promise<void> {
  const { tableName: TableName } = desk.cloud.describe();
  const call = { traceId: 'test', principal: desk.cloud.services.iam.principalOf(undefined) };
  const { pk, sk } = row;
  const input = action === 'PutItem' ? { Item: marshall(row) } : { Key: marshall({ pk, sk }) };
  await desk.cloud.services.dynamodb.actions[action]!({ TableName, ...input }, call);
}

describe('a booking whose apartment was lost for a while', () => {
  let tenant: given.Person;
  let bookingId: string;
  let letter: any;

  test('is brought back by an Admin, and is PENDING', async () => {
    tenant = await desk.tenant();
    const apartmentId = await desk.apartment();
    const [row] = await then.items(desk, `APARTMENT#${apartmentId}`);
    await when.sendsChanged(
      desk,
      'CreateApartmentBooking',
      async () => {
        const { data } = await bookingWhen.books(desk, tenant, bookingWhen.aStay(apartmentId));
        bookingId = data!['createApartmentBooking'].id;
        await writesApartment('DeleteItem', row!);
      },
      (body) => body,
    );
    await when.looksForLetters(desk);
    [letter] = (await when.letters(desk.admin, { filter: { entityId: bookingId } })).items;
    expect(await then.bookingOf(tenant, bookingId)).toMatchObject({ status: 'QUEUED' });
    const { deadLetterQueues } = await desk.admin.graphql(when.QUEUES, {});
    expect(deadLetterQueues).toMatchObject([{ name: letter.queue, letters: 1 }]);

    await writesApartment('PutItem', row!);
    const updates = await when.follows(desk, desk.admin, when.RUN_UPDATES);
    const run = await when.redrives(desk, desk.admin, { queue: letter.queue, reason: 'it is back' });
    expect(run).toMatchObject({ action: 'REDRIVE', status: 'QUEUED', by: 'admin', reason: 'it is back' });
    expect(await then.bookingOf(tenant, bookingId)).toMatchObject({ status: 'PENDING', reason: null });
    await updates.close();
    expect(
      updates
        .all()
        .map(({ data }: any) => data.onRedrive)
        .at(-1),
    ).toMatchObject({
      id: run.id,
      status: 'DONE',
      planned: 1,
      done: 1,
    });
  });

  test('leaves its letter as REDRIVEN, and who brought it back in the history', async () => {
    const { deadLetter } = await desk.admin.graphql(when.LETTER, { id: letter.id });
    expect(deadLetter).toMatchObject({ status: 'REDRIVEN' });
    expect((await when.letters(desk.admin)).items).toEqual([]);
    expect(await when.history(desk.admin)).toMatchObject([
      { action: 'REDRIVE', status: 'DONE', by: 'admin', reason: 'it is back', done: 1, diedAgain: 0 },
    ]);
  });
});

test('only the letters that are named are discarded, and the history keeps a copy of each', async () => {
  for (const junk of ['one', 'two', 'three']) await when.sendsJunk(desk, 'RestockSku', junk);
  await when.looksForLetters(desk);
  const { items } = await when.letters(desk.admin);
  expect(items).toHaveLength(3);
  const [first, second, third] = items;
  const ids = [first.id, second.id];
  const run = await when.discards(desk, desk.admin, { queue: first.queue, ids, reason: 'nobody wants them' });
  expect((await when.letters(desk.admin)).items).toMatchObject([{ id: third.id }]);
  const [latest] = await when.history(desk.admin);
  expect(latest).toMatchObject({ id: run.id, action: 'DISCARD', status: 'DONE', done: 2 });
  const kept = (await then.items(desk, `LETTER_RUN#${run.id}`)).filter(({ sk }) =>
    sk.startsWith('ORIGINAL#'),
  );
  expect(kept.map(({ document }) => JSON.parse(document).body).sort()).toHaveLength(2);
});

test('a message of a run that is delivered again changes nothing', async () => {
  const before = await when.history(desk.admin);
  const [{ id, queue, by, reason, startedOn }] = before as [any];
  const message = { runId: id, action: 'DISCARD', queue, by, reason, startedOn, ids: ['a'] };
  await when.sendsJunk(desk, 'MoveLetters', JSON.stringify(message));
  expect(await when.history(desk.admin)).toEqual(before);
});

test.each([
  ['redriveDeadLetters', when.REDRIVE, { queue: 'a', reason: 'b' }],
  ['discardDeadLetters', when.DISCARD, { queue: 'a', reason: 'b', ids: ['c'] }],
  ['deadLetterHistory', when.HISTORY, undefined],
  ['deadLetterQueues', when.QUEUES, undefined],
])('nobody but an Admin may use %s', async (_field, query, input) => {
  for (const caller of [desk.caretaker, await desk.tenant()])
    then.isRefused(await bookingWhen.ask(desk, caller, query, { input }), 'Forbidden', null);
});
