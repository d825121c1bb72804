import { util, type Context } from '@aws-appsync/utils';
import { SECONDS_OF_DAY } from '../../model/calendar.ts';
import { productEventNames, storeEventNames } from '../../model/catalog/events.ts';
import { notificationEventNames } from '../../model/notifications/events.ts';
import { ORDER_PLACED_EVENT, orderEventNames } from '../../model/orders/events.ts';
import { orderEventPrefix, orderPartition } from '../../model/orders/keys.ts';
import type { MutationSimulateRawEventArgs, RawEventInput } from '../../model/schema.ts';
import { checkLength, checkText } from '../platform/arguments.ts';
import { eventTtlDaysOf, traceField } from '../platform/context.ts';
import {
  cancellationReasonsOf,
  putItem,
  rowIsNew,
  transactWriteItems,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';

type Step = Context<MutationSimulateRawEventArgs, object, undefined, undefined, TransactionResult>;

/** A sort key takes 1024 bytes, a character up to 3 of them. */
const MAX_KEY = 340;

/** What the bus takes as an event's type. */
const MAX_EVENT_NAME = 128;

/** Of an event's data, as JSON: the bus takes 256 KB, and DynamoDB's notation is up to five times as long. */
const MAX_EVENT_DATA = 32768;

/**
 * The chaos door: puts an event's row as it is, where there is none. No other kind of row can be written. A
 * transaction, because AppSync takes a single put that finds a row of the same content for done.
 */
export function request(ctx: Step) {
  const { pk, sk, eventName, eventData } = ctx.args.input;
  checkLength(pk, 'pk', MAX_KEY);
  checkLength(sk, 'sk', MAX_KEY);
  checkLength(eventName, 'eventName', MAX_EVENT_NAME);
  checkKey(pk, 'pk', 'EVENTS#');
  checkKey(sk, 'sk', orderEventPrefix);
  checkText(eventName, 'eventName', MAX_EVENT_NAME);
  // AppSync has parsed it: https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html
  checkData(eventData);
  const row = {
    eventName,
    eventData,
    applied: !isOfOrder(ctx.args.input) && OWN_ROWS.indexOf(eventName) < 0,
    ttl: util.time.nowEpochSeconds() + eventTtlDaysOf(ctx) * SECONDS_OF_DAY,
    ...traceField(ctx),
  };
  return transactWriteItems(ctx, [putItem({ pk, sk }, row, rowIsNew)]);
}

/** Whether it wrote the row. */
export function response(ctx: Step): boolean {
  if (!ctx.error) return true;
  const reasons = cancellationReasonsOf(ctx);
  if (reasons.some((reason) => conditionFailed(reason))) return false;
  if (INVALID.indexOf(ctx.error.type) >= 0)
    throwError('InvalidArgument', 'eventData is nothing DynamoDB can hold', { argument: 'eventData' });
  return throwDataSourceError(ctx.error, reasons);
}

/** Too deep, or a number too large. */
const INVALID = ['DynamoDB:ValidationException', 'DynamoDB:DynamoDbException'];

function checkKey(value: string, argument: string, prefix: string): void {
  checkText(value, argument, MAX_KEY);
  if (!value.startsWith(prefix))
    throwError('InvalidArgument', `${argument} must begin with ${prefix}`, { argument });
}

function checkData(eventData: unknown): void {
  const json = JSON.stringify(eventData) ?? '';
  if (json.charAt(0) !== '{' || json.length > MAX_EVENT_DATA)
    throwError(
      'InvalidArgument',
      `eventData must be an object of at most ${MAX_EVENT_DATA} characters of JSON`,
      {
        argument: 'eventData',
      },
    );
}

/**
 * Events that are announced of their own rows alone, which lie where no raw event can be written. A raw one of these names is
 * stored, and nobody hears of it.
 */
const OWN_ROWS: string[] = [...storeEventNames, ...productEventNames, ...notificationEventNames];

const ORDER_EVENTS: string[] = [ORDER_PLACED_EVENT, ...orderEventNames];

/** Whether only syncOrder receives the event, because its order has yet to apply it. */
const isOfOrder = (input: RawEventInput) =>
  input.pk.startsWith(orderPartition('')) || ORDER_EVENTS.indexOf(input.eventName) >= 0;
