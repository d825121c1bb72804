import { runtime, util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { SECONDS_OF_DAY } from '../../model/calendar.ts';
import {
  CODE_MINUTES,
  PHONE_CODE_REQUESTED_EVENT,
  type PhoneCodeEventData,
} from '../../model/notifications/events.ts';
import { codeEventKey, contactKey } from '../../model/notifications/keys.ts';
import type { StoredPreferences } from '../../model/notifications/preferences.ts';
import type { MutationChangePhoneArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkPhone } from '../platform/arguments.ts';
import { actorOf, eventTtlDaysOf, textPrefixesOf, traceField } from '../platform/context.ts';
import {
  anyRow,
  cancellationReasonsOf,
  putItem,
  rowIsNew,
  setAttributes,
  transactWriteItems,
  updateItem,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { instantAt, nowInstant } from '../platform/time.ts';
import { checkUserIsEnabled, userIsEnabled } from '../platform/users.ts';
import { preferencesResult } from './shared/preferences.ts';

interface Stash {
  /** As they were read. */
  stored: StoredPreferences | null;
  /** `+` and digits; null for none. */
  phone: string | null;
}

type Step<Result = unknown> = Context<MutationChangePhoneArgs, Stash, undefined, undefined, Result>;

/** Reads the number there is: one that is verified already needs no code. */
export const read = {
  request(ctx: Step) {
    const { phone } = ctx.args;
    ctx.stash.phone = phone ? checkTexted(ctx, checkPhone(phone)) : null;
    return get({ key: contactKey(actorOf(ctx).id), consistentRead: true });
  },

  response(ctx: Step<StoredPreferences | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { id } = actorOf(ctx);
    const stored = ctx.result;
    if (stored?.phoneVerified && stored.phone === ctx.stash.phone)
      runtime.earlyReturn(preferencesResult(id, stored));
    ctx.stash.stored = stored;
    return stored;
  },
};

/** Keeps the number as not verified, and asks for a code by an event: the same transaction announces what it writes. */
export const write = {
  request(ctx: Step) {
    const { id: userId } = actorOf(ctx);
    const { phone } = ctx.stash;
    const updatedOn = nowInstant();
    const common = { userId, updatedOn, ...entityMetadata('Contact') };
    if (phone === null) {
      const update = setAttributes(common);
      const expression = `${update.expression} REMOVE phone, phoneVerified, codeId, code, codeTries, codeExpiresOn`;
      return transactWriteItems(ctx, [updateItem(contactKey(userId), { ...update, expression }, anyRow)]);
    }
    const codeId = util.autoUlid();
    const codeExpiresOn = instantAt(util.time.nowEpochMilliSeconds() + CODE_MINUTES * 60000);
    const asked = { phone, phoneVerified: false, codeId, codeTries: 0, codeExpiresOn };
    const update = setAttributes({ ...common, ...asked });
    return transactWriteItems(ctx, [
      userIsEnabled(userId),
      updateItem(contactKey(userId), { ...update, expression: `${update.expression} REMOVE code` }, anyRow),
      putItem(
        codeEventKey(userId, codeId),
        eventOf(ctx, { userId, codeId, updatedOn, outside: WANTED }),
        rowIsNew,
      ),
    ]);
  },

  response(ctx: Step<TransactionResult<{ id: string; enabled: boolean } | null> | null>) {
    const { id } = actorOf(ctx);
    const { stored, phone } = ctx.stash;
    if (ctx.error) {
      const reasons = cancellationReasonsOf(ctx);
      if (phone !== null) checkUserIsEnabled(reasons[0], id);
      throwDataSourceError(ctx.error, reasons);
    }
    return { ...preferencesResult(id, stored), phone, phoneVerified: false };
  },
};

/** Not `as const`, which APPSYNC_JS does not know. */
const WANTED: PhoneCodeEventData['outside'] = 'WANTED';

const eventOf = (ctx: Step, eventData: PhoneCodeEventData) => ({
  eventName: PHONE_CODE_REQUESTED_EVENT,
  eventData,
  applied: true,
  ttl: util.time.nowEpochSeconds() + eventTtlDaysOf(ctx) * SECONDS_OF_DAY,
  ...traceField(ctx),
});

/** Texts cost money, in some countries much: only those count where people live. */
function checkTexted(ctx: Pick<Context, 'env'>, phone: string): string {
  const prefixes = textPrefixesOf(ctx);
  if (!prefixes.split(' ').some((prefix) => prefix !== '' && phone.startsWith(prefix)))
    throwError('InvalidArgument', `phone must begin with ${prefixes || 'nothing: no texts are sent'}`, {
      argument: 'phone',
    });
  return phone;
}
