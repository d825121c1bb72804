import { RawOrderEvent } from '../../model/orders/messages.ts';
import { eachRecord } from '../eachRecord.ts';
import { applyRaw } from './applyRaw.ts';

/** Follows raw events, of which nobody else hears: those that an order can take in become its own. */
export const handler = eachRecord({
  step: 'syncOrder',
  schema: RawOrderEvent,
  entityIdOf: (body) => body?.detail?.eventData?.orderId?.S,
  handle: applyRaw,
});
