import { util, type Context, type DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { SAGA_RETRIED_EVENT, sagaEventOf } from '../../model/sagas/events.ts';
import { listedSagasKey, sagaEventKey, sagaKey, sagaSortPrefix } from '../../model/sagas/keys.ts';
import { retriedStatus, STEP_DEADLINE_SECONDS } from '../../model/sagas/states.ts';
import type { MutationRetrySagaArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkId } from '../platform/arguments.ts';
import { eventTtlDaysOf, traceField } from '../platform/context.ts';
import {
  cancellationReasonsOf,
  expressionOf,
  putItem,
  transactWriteItems,
  type TransactionResult,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { instantAt, nowInstant } from '../platform/time.ts';
import { sagaResult, type SagaRow } from './shared/sagas.ts';

interface Stash {
  /** As it was read, and then as it goes on. */
  saga: SagaRow;
}

type Step<Result = unknown> = Context<MutationRetrySagaArgs, Stash, undefined, undefined, Result>;

/** Reads the saga. Throws where nobody is waited for. */
export const read = {
  request(ctx: Step): DynamoDBGetItemRequest {
    const key = sagaKey(checkId(ctx.args.orderId, 'orderId'));
    return get({ key, consistentRead: true });
  },

  response(ctx: Step<SagaRow | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { orderId } = ctx.args;
    if (!ctx.result) throwError('NotFound', 'No saga leads such an order', { orderId });
    const { status } = ctx.result;
    if (status !== 'STUCK') throwError('StateConflict', `The saga is ${status}`, { status });
    ctx.stash.saga = ctx.result;
    return {};
  },
};

/** Lets it go on and says so, in one transaction: its worker asks again, or finds that it was answered meanwhile. */
export const retry = {
  request(ctx: Step) {
    const { saga } = ctx.stash;
    const { orderId, commandNumber, command, version, startedOn } = saga;
    const status = retriedStatus(command ?? '');
    const updatedOn = nowInstant();
    const deadline = instantAt(util.time.nowEpochMilliSeconds() + STEP_DEADLINE_SECONDS * 1000);
    const attempt = saga.attempt + 1;
    ctx.stash.saga = { ...saga, status, attempt, version: version + 1, updatedOn, deadline };
    const listed = { gsi1pk: listedSagasKey(status), gsi1sk: `${sagaSortPrefix}${startedOn}#${orderId}` };
    const event = sagaEventOf(
      'RETRIED',
      SAGA_RETRIED_EVENT,
      { orderId, commandNumber, attempt, reason: '', updatedOn },
      util.time.nowEpochSeconds(),
      eventTtlDaysOf(ctx),
    );
    return transactWriteItems(ctx, [
      putItem(
        sagaKey(orderId),
        { ...ctx.stash.saga, ...listed, ...entityMetadata('Saga') },
        expressionOf('version = :version', { ':version': version }),
      ),
      putItem(
        sagaEventKey(orderId, commandNumber, 'RETRIED'),
        { ...event, ...traceField(ctx), ...entityMetadata('SagaEvent') },
        expressionOf('attribute_not_exists(pk) OR eventData.attempt < :attempt', { ':attempt': attempt }),
      ),
    ]);
  },

  response(ctx: Step<TransactionResult>) {
    if (!ctx.error) return sagaResult(ctx.stash.saga);
    const reasons = cancellationReasonsOf(ctx);
    if (conditionFailed(reasons[0])) throwError('TryAgain', 'The saga has moved on; try again');
    return throwDataSourceError(ctx.error, reasons);
  },
};
