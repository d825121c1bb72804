import { RawOrderEvent } from '../../model/orders/messages.ts';
import type { Effect } from '../../model/orders/states.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { applyRaw } from './applyRaw.ts';

/** What is acknowledged without effect. A second delivery is the queue's doing, and not worth a count. */
const ignored: readonly Effect[] = ['stale', 'redundant', 'forbidden'];

/** Follows raw events, of which nobody else hears: those that an order can take in become its own. */
export const handler = eachRecord({
  step: 'syncOrder',
  schema: RawOrderEvent,
  entityIdOf: (body) => body?.detail?.eventData?.orderId?.S,
  counted: ignored,
  handle: applyRaw,
});
