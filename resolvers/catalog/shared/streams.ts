import type { Context } from '@aws-appsync/utils';
import type { Act, Decision } from '../../../model/catalog/decisions.ts';
import { catalogEventSortKey, snapshotSortKey } from '../../../model/catalog/keys.ts';
import { MAX_VERSION, SNAPSHOT_EVERY } from '../../../model/catalog/states.ts';
import { entityMetadata } from '../../../model/table.ts';
import { checkNumber } from '../../platform/arguments.ts';
import { actorOf, traceField } from '../../platform/context.ts';
import {
  cancellationReasonsOf,
  expressionOf,
  putItem,
  rowIsNew,
  withFailedItem,
  type Condition,
  type Key,
  type TransactionResult,
  type Write,
} from '../../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';

/** The next event of a stream, and the state that it makes. */
export interface Change<Event, State> {
  readonly event: Event;
  readonly state: State;
}

interface AnyEvent {
  readonly eventName: string;
  readonly eventData: { readonly version: number };
}

/** What a caller does to what it saw at a version. */
export const actOf = (ctx: Pick<Context<{ expectedVersion: number }>, 'args' | 'identity'>): Act => ({
  expectedVersion: checkNumber(ctx.args.expectedVersion, 'expectedVersion', 1, MAX_VERSION),
  by: actorOf(ctx).id,
  now: nowInstant(),
});

/** Returns the event that was decided. Throws where there is none. */
export function eventOf<Event>(decision: Decision<Event>): Event {
  const { event, refusal } = decision;
  if (refusal) throwError(refusal.errorType, refusal.message, refusal.info);
  // A decision without a refusal has an event.
  return event as Event;
}

/** Returns the state that an event makes. Throws where it is not the next of its stream, which would be our fault. */
export function evolved<State>(state: State | undefined): State {
  if (!state) throwError('InternalFailure', 'The event is not the next of its stream');
  return state;
}

/** That a stream is still at a version. */
export const versionIs = (version: number): Condition => ({
  ...expressionOf('#version = :version', { ':version': version }),
  expressionNames: { '#version': 'version' },
});

/**
 * The writes of one change, all in one transaction: the event, if there is none of its version; the state, where it is
 * still the one that was decided upon; and the snapshot that is due. None has a TTL, and none lies where raw events may
 * be written.
 */
export function writesOf(
  ctx: Pick<Context, 'request'>,
  key: Key,
  { event, state }: Change<AnyEvent, object>,
  stateRow: object,
): Write[] {
  const { version } = event.eventData;
  const stream = key.pk;
  return [
    putItem(
      { pk: stream, sk: catalogEventSortKey(version) },
      { stream, version, ...event, applied: true, ...traceField(ctx), ...entityMetadata('CatalogEvent') },
      rowIsNew,
    ),
    putItem(key, { ...stateRow }, withFailedItem(version === 1 ? rowIsNew : versionIs(version - 1))),
    ...(version % SNAPSHOT_EVERY === 0
      ? [
          putItem(
            { pk: stream, sk: snapshotSortKey(version) },
            { stream, version, state, ...entityMetadata('CatalogSnapshot') },
            rowIsNew,
          ),
        ]
      : []),
  ];
}

/** Where the state stands among the writes of a change. */
const STATE = 1;

/** Throws where a change was not written; over another one of the same version as `VersionConflict`. */
export function checkWritten(
  ctx: Pick<
    Context<unknown, object, undefined, undefined, TransactionResult<{ version: number }>>,
    'error' | 'result'
  >,
): void {
  if (!ctx.error) return;
  const reasons = cancellationReasonsOf(ctx);
  const conflict = reasons[STATE];
  if (conditionFailed(conflict)) {
    const version = conflict?.item?.version;
    throwError('VersionConflict', `Somebody else changed it: it is at version ${version}`, { version });
  }
  throwDataSourceError(ctx.error, reasons);
}
