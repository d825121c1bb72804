import type { Context } from '@aws-appsync/utils';
import { contactKey } from '../../model/notifications/keys.ts';
import type { StoredPreferences } from '../../model/notifications/preferences.ts';
import type {
  MutationSetNotificationPreferencesArgs,
  NotificationChannel,
  QuietHoursInput,
} from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { isTimeZone } from '../../model/timeZones.ts';
import { actorOf } from '../platform/context.ts';
import { anyRow, setAttributes, updateItem } from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { preferencesResult } from './shared/preferences.ts';

type Step = Context<MutationSetNotificationPreferencesArgs, object, undefined, undefined, StoredPreferences>;

/** Changes what is given and leaves the rest. Whoever wants less is asked nothing: also a disabled person may say so. */
export function request(ctx: Step) {
  const { id: userId } = actorOf(ctx);
  const { channels, language, quietHours } = ctx.args.input;
  const values = {
    userId,
    ...(channels ? { channels: checkChannels(channels) } : {}),
    ...(language ? { language } : {}),
    ...(quietHours ? quietValuesOf(quietHours) : {}),
    updatedOn: nowInstant(),
    ...entityMetadata('Contact'),
  };
  const update = setAttributes(values);
  return updateItem(contactKey(userId), quietHours === null ? withoutQuietHours(update) : update, anyRow);
}

/** By placeholders, because TIMEZONE is reserved: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html */
const withoutQuietHours = (update: ReturnType<typeof setAttributes>) => ({
  ...update,
  expression: `${update.expression} REMOVE #quietFrom, #quietTo, #timeZone`,
  expressionNames: {
    ...update.expressionNames,
    '#quietFrom': 'quietFrom',
    '#quietTo': 'quietTo',
    '#timeZone': 'timeZone',
  },
});

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return preferencesResult(actorOf(ctx).id, ctx.result);
}

function checkChannels(channels: NotificationChannel[]) {
  if (channels.some((channel, index) => channels.indexOf(channel) !== index))
    throwError('InvalidArgument', 'channels must name each channel once', { argument: 'channels' });
  return channels;
}

function quietValuesOf({ from, to, timeZone }: QuietHoursInput) {
  checkTime(from, 'quietHours.from');
  checkTime(to, 'quietHours.to');
  if (from === to)
    throwError('InvalidArgument', 'Quiet hours must end at another time than they begin', {
      argument: 'quietHours.to',
    });
  if (!isTimeZone(timeZone))
    throwError('InvalidArgument', 'quietHours.timeZone must be UTC or such as Europe/Berlin', {
      argument: 'quietHours.timeZone',
    });
  return { quietFrom: from, quietTo: to, timeZone };
}

/** A time of day as `22:00`. */
function checkTime(time: string, argument: string): void {
  const isDigits = [0, 1, 3, 4].every(
    (at) => time.length === 5 && '0123456789'.indexOf(time.charAt(at)) >= 0,
  );
  if (!isDigits || time.charAt(2) !== ':' || time > '23:59' || time.charAt(3) > '5')
    throwError('InvalidArgument', `${argument} must be a time of day such as 22:00`, { argument });
}
