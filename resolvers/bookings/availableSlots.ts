import { runtime, util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { serviceSlotsPartition, slotPrefix } from '../../model/bookings/keys.ts';
import { datesOf, mostSlotDays, slotRangeFault, slotsOfDays } from '../../model/bookings/slots.ts';
import { daysBetween } from '../../model/calendar.ts';
import type { QueryAvailableSlotsArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { expressionOf, type Page } from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { instantAt } from '../platform/time.ts';
import { checkOffered, midnightOf, serviceKey, type ServiceOffer } from './shared/slotTimes.ts';

interface Stash {
  service: ServiceOffer;
  /** When the slots begin that have not begun, in epoch milliseconds. */
  slots: number[];
}

type Step<Result = unknown> = Context<QueryAvailableSlotsArgs, Stash, undefined, undefined, Result>;

/** Reads the service, whose time zone says when its days begin. */
export const read = {
  request(ctx: Step) {
    const { serviceId, from, to } = ctx.args;
    checkId(serviceId, 'serviceId');
    const fault = slotRangeFault(from, to);
    if (fault) throwError('InvalidArgument', fault.message, { argument: fault.argument });
    return get({ key: serviceKey(serviceId) });
  },

  response(ctx: Step<ServiceOffer | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { serviceId, from, to } = ctx.args;
    const service = checkOffered(ctx.result, serviceId);
    const most = mostSlotDays(service);
    if (daysBetween(from, to) >= most)
      throwError('InvalidArgument', `from and to must span at most ${most} days of this service`, {
        argument: 'to',
        days: most,
      });
    const midnights = datesOf(from, to).map((date) => midnightOf(date, service.timeZone));
    const days = midnights
      .slice(0, -1)
      .map((start, index) => ({ start, end: midnights[index + 1] ?? start }));
    const now = util.time.nowEpochMilliSeconds();
    ctx.stash.service = service;
    ctx.stash.slots = slotsOfDays(days, service.slotMinutes).filter((slot) => slot > now);
    return {};
  },
};

/** Reads the slots in which somebody has a seat: all others are free, and have no row. */
export const slots = {
  request(ctx: Step): DynamoDBQueryRequest {
    const all = ctx.stash.slots;
    const [first] = all;
    const last = all[all.length - 1];
    if (first === undefined || last === undefined) return runtime.earlyReturn([]);
    return {
      operation: 'Query',
      query: expressionOf('pk = :service AND sk BETWEEN :first AND :last', {
        ':service': serviceSlotsPartition(ctx.args.serviceId),
        ':first': `${slotPrefix}${instantAt(first)}`,
        ':last': `${slotPrefix}${instantAt(last)}`,
      }),
      limit: all.length,
    };
  },

  response(ctx: Step<Page<{ dateTime: string; bookingIds?: string[] }>>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { service, slots: all } = ctx.stash;
    const taken: Record<string, number> = {};
    for (const { dateTime, bookingIds } of ctx.result.items) taken[dateTime] = (bookingIds ?? []).length;
    return all.map((slot) => ({
      dateTime: util.time.epochMilliSecondsToFormatted(slot, "yyyy-MM-dd'T'HH:mm:ssXXX", service.timeZone),
      free: Math.max(service.capacity - (taken[instantAt(slot)] ?? 0), 0),
    }));
  },
};
