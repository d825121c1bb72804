import { expect, test } from 'vitest';
import { messageFormats } from '../../letters/core/messageFormats.ts';
import { eventCatalog } from '../../model/eventCatalog.ts';
import { parseMessage } from '../../model/messageFormats.ts';
import { readGoldenEvents } from '../journeys/events/goldenEvents.ts';

// That each golden event is understood by the workers whose rules deliver it: test/lib/eventCatalog/asyncApi.test.ts.
const created = readGoldenEvents().findLast(({ eventName }) => eventName === 'ORDER_CREATED_EVENT')!;

/** What becomes of the event at the worker that takes the units of an order, with other data. */
const taken = (eventData: Record<string, unknown>) =>
  parseMessage(messageFormats['allocateOrderStock']!, { detail: { ...created, eventData } });

test('an event as it is written is taken, and one with a field more, too', () => {
  expect(taken(created.eventData)).toMatchObject({ isValid: true });
  expect(taken({ ...created.eventData, colour: { S: 'red' } })).toMatchObject({ isValid: true });
});

test('an event whose field has another name is refused by name', () => {
  const { amountCents, ...rest } = created.eventData;
  expect(taken({ ...rest, amount: amountCents })).toEqual({
    isValid: false,
    issues: [expect.stringContaining('amountCents: missing')],
  });
});

test('an event whose field has another type is refused by name', () => {
  expect(taken({ ...created.eventData, amountCents: { S: '5000' } })).toMatchObject({ isValid: false });
});

test('a schema does not take an event with a field that it does not name, so that no field goes unseen', () => {
  const { data } = eventCatalog.get('SKU_RESTOCKED_EVENT')!;
  const event = { sku: 'lamp', lotId: 'lot-1', units: 1, updatedOn: '2027-01-20T10:00:00.000Z' };
  expect(data.safeParse(event).success).toBe(true);
  expect(data.safeParse({ ...event, email: 'a@b.example' }).success).toBe(false);
});
