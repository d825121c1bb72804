import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../given.ts';
import { callSqs } from '../orders/deadLetters.ts';
import * as orderThen from '../orders/then.ts';
import * as orderWhen from '../orders/when.ts';
import * as then from '../then.ts';
import * as bookingWhen from '../when.ts';
import * as when from './when.ts';

const DELAYED = 'delayed: we are looking into it';

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

const runOf = async ({ id }: { readonly id: string }): Promise<any> =>
  (await when.history(desk.admin)).find((run) => run.id === id);

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

describe('an order whose message names no lines', () => {
  const orderId = 'order-edited';
  let tenant: given.Person;
  let letter: any;

  const theLetter = async () => (await when.letters(desk.admin, { filter: { entityId: orderId } })).items;

  beforeAll(async () => {
    tenant = await desk.tenant();
    await orderWhen.hasOffered(desk, 'sku-of-none');
    const place = () => orderWhen.places(desk, tenant, { orderId, lines: [orderWhen.aLine('sku-of-none')] });
    await when.sendsChanged(desk, 'PlaceOrder', place, ({ lines, ...body }) => {
      whole = { ...body, lines };
      return body;
    });
    await when.looksForLetters(desk);
    [letter] = await theLetter();
  });
  let whole: any;

  test('stays as it is where its worker would not take what an Admin makes of it, and is told which fields', async () => {
    const run = await when.edits(desk, desk.admin, letter.id, { ...whole, lines: 'none' });
    const latest = await runOf(run);
    expect(latest).toMatchObject({ action: 'EDIT', status: 'FAILED', done: 0 });
    expect(latest.ending).toMatch(
      /^InvalidArgument: placeOrder would not take it \(lines: .*nothing was changed\.$/,
    );
    expect(await theLetter()).toEqual([letter]);
  });

  test('has the body that an Admin writes, and the history the one before', async () => {
    const run = await when.edits(desk, desk.admin, letter.id, whole);
    expect(run).toMatchObject({ action: 'EDIT', status: 'QUEUED', queue: letter.queue, by: 'admin' });
    const latest = await runOf(run);
    expect(latest).toMatchObject({ status: 'DONE', done: 1 });
    const [edited, ...others] = await theLetter();
    expect(others).toEqual([]);
    expect(latest.ending).toBe(`The edited letter is ${edited.id}.`);
    const bodyOf = async (id: string) => (await desk.admin.graphql(when.LETTER, { id })).deadLetter;
    expect(JSON.parse((await bodyOf(edited.id)).body)).toEqual(whole);
    expect(await bodyOf(letter.id)).toMatchObject({ status: 'EDITED' });
    const kept = (await then.items(desk, `LETTER_RUN#${run.id}`)).find(({ sk }) =>
      sk.startsWith('ORIGINAL#'),
    )!;
    const { lines: _, ...first } = whole;
    expect(JSON.parse(JSON.parse(kept['document']).letter.body)).toEqual(first);
    expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({ status: 'QUEUED', reason: DELAYED });
  });

  test('goes home as edited, and is placed', async () => {
    const [edited] = await theLetter();
    await when.redrives(desk, desk.admin, { queue: edited.queue, ids: [edited.id], reason: 'mended' });
    expect(await theLetter()).toEqual([]);
    expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({
      status: 'STOCK_DEPLETED',
      reason: 'Not enough in stock: sku-of-none',
    });
  });

  test('is not found any more, once it is in no queue', async () => {
    const input = { id: letter.id, body: '{}', reason: 'late' };
    then.isRefused(await bookingWhen.ask(desk, desk.admin, when.EDIT, input), 'NotFound', { id: letter.id });
  });
});

test('an event that could not be delivered stays, and the ending says what brings it home', async () => {
  const { QueueUrls } = await callSqs(desk, 'ListQueues', {});
  const url = QueueUrls.find((each: string) => each.includes('Undelivered'));
  await callSqs(desk, 'SendMessage', { QueueUrl: url, MessageBody: '{"detail":{}}' });
  await when.looksForLetters(desk);
  const letter = (await when.letters(desk.admin, { pagination: { limit: 100 } })).items.find(
    ({ queue }: any) => url.endsWith(queue),
  );
  const latest = await runOf(
    await when.redrives(desk, desk.admin, { queue: letter.queue, ids: [letter.id], reason: 'try' }),
  );
  expect(latest).toMatchObject({ status: 'DONE', done: 0 });
  expect(latest.ending).toBe(
    `Sent 0 of 1 letters. 1 stay. Letter ${letter.id} came from no queue: bring it back with npm run letters -- redrive ${letter.queue} --id ${letter.id}.`,
  );
});

test('a message of a run that is delivered again changes nothing', async () => {
  const before = await when.history(desk.admin);
  const { id, queue, by, reason, startedOn } = before.find(({ action }) => action === 'DISCARD');
  const message = { runId: id, action: 'DISCARD', queue, by, reason, startedOn, ids: ['a'] };
  await when.sendsJunk(desk, 'MoveLetters', JSON.stringify(message));
  expect(await when.history(desk.admin)).toEqual(before);
});

test.each([
  ['redriveDeadLetters', when.REDRIVE, { queue: 'a', reason: 'b' }],
  ['discardDeadLetters', when.DISCARD, { queue: 'a', reason: 'b', ids: ['c'] }],
  ['editDeadLetter', when.EDIT, undefined],
  ['deadLetterHistory', when.HISTORY, undefined],
  ['deadLetterQueues', when.QUEUES, undefined],
])('nobody but an Admin may use %s', async (_field, query, input) => {
  for (const caller of [desk.caretaker, await desk.tenant()])
    then.isRefused(
      await bookingWhen.ask(desk, caller, query, { input, id: 'a', body: '{}', reason: 'b' }),
      'Forbidden',
      null,
    );
});
