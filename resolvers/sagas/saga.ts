import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { SagaEventData } from '../../model/sagas/events.ts';
import { sagaEventPrefix, sagaKey, sagaPartition } from '../../model/sagas/keys.ts';
import type { QuerySagaArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { pageResult, queryPartition, type Page } from '../platform/dynamodb.ts';
import { sagaResult, type SagaRow } from './shared/sagas.ts';

interface EventRow {
  readonly sk: string;
  readonly eventName: string;
  readonly eventData: SagaEventData;
}

type Step = Context<QuerySagaArgs, object, undefined, undefined, Page<{ sk: string }>>;

/** Reads a saga with its events: at most seven commands, each with a reply and three rows more. */
export function request(ctx: Step): DynamoDBQueryRequest {
  return queryPartition(sagaPartition(checkId(ctx.args.orderId, 'orderId')));
}

export function response(ctx: Step) {
  const { items } = pageResult(ctx);
  const key = sagaKey(ctx.args.orderId);
  // Each row is of the kind that its key names.
  const row = items.find(({ sk }) => sk === key.sk) as SagaRow | undefined;
  if (!row) return null;
  // As above.
  const events = items.filter(({ sk }) => sk.startsWith(sagaEventPrefix)) as EventRow[];
  return { ...sagaResult(row), events: events.map((event) => eventResult(event)) };
}

const eventResult = ({ eventName, eventData }: EventRow) => {
  const { commandNumber, reason, updatedOn } = eventData;
  return { commandNumber, eventName, reason: reason || null, updatedOn };
};
