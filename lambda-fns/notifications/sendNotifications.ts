import { SendNotifications } from '../../model/notifications/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { sendCode } from './shared/sendCode.ts';
import { sendEntry } from './shared/sendEntry.ts';

/** Tells people outside of their inbox, as they wish: by e-mail and by text. */
export const handler = eachRecord({
  step: 'sendNotifications',
  schema: SendNotifications,
  entityType: 'person',
  entityIdPaths: ['detail.eventData.userId.S', 'userId'],
  independent: true,
  // A person's messages of a day are counted in one row.
  sharedRowPath: 'detail.eventData.userId.S',
  handle: (message) => ('codeId' in message ? sendCode(message, now()) : sendEntry(message, now())),
  counted: ['capped'],
});
