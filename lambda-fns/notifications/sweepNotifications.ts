import { SweepNotifications } from '../../model/notifications/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { tellOfStock } from './shared/tellOfStock.ts';
import { sendDue } from './shared/sendDue.ts';

/** Does what time brings: messages go whose quiet hours are over, and people are told that what they wait for is back. */
export const handler = eachRecord({
  step: 'sweepNotifications',
  schema: SweepNotifications,
  entityType: 'notification',
  entityIdPaths: ['sweep'],
  handle: async () => {
    const instant = now();
    const [due, told] = await Promise.all([sendDue(instant), tellOfStock(instant)]);
    return `${due} due, ${told} told of stock`;
  },
});
