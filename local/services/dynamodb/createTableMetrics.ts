import { AwsError } from '../../platform/AwsError.ts';
import { seriesOf } from '../../platform/metrics/seriesOf.ts';
import type { Series } from '../../platform/metrics/createSeries.ts';
import type { World } from '../../platform/World.ts';

/**
 * What DynamoDB tells CloudWatch, which is never a zero.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export interface TableMetrics {
  consumedRead(tableName: string, units: number): void;
  consumedWrite(tableName: string, units: number): void;
  conditionFailed(tableName: string): void;
  transactionConflict(tableName: string): void;
  timeToLiveDeleted(tableName: string): void;
  /** An operation answered. `tableNames` are those of its input that exist. */
  answered(operation: string, tableNames: readonly string[], latencyMs: number): void;
  /** An operation threw. */
  refused(operation: string, tableNames: readonly string[], error: unknown): void;
}

const WRITES = /^(Put|Update|Delete|BatchWrite|TransactWrite)/;
const THROTTLES = /^(ThrottlingException|ProvisionedThroughputExceededException|RequestLimitExceeded)$/;
/** A failed condition, and what leads to it in a transaction, counts for itself and not as a user's error (documented). */
const NO_USER_ERRORS =
  /^(ConditionalCheckFailedException|TransactionCanceledException|TransactionConflictException)$/;

export function createTableMetrics({ metrics }: World): TableMetrics {
  /** By the metric's name, and by those of the metric and the operation, then by the table. */
  const known = new Map<string, Map<string, Series>>();
  const namespace = 'AWS/DynamoDB';

  // One text put together of all names would be made, and hashed, several times in every request.
  const remembered = (of: string, TableName: string, make: () => Series): Series => {
    const byTable = known.get(of) ?? new Map<string, Series>();
    const series = byTable.get(TableName);
    if (series) return series;
    const made = make();
    known.set(of, byTable.set(TableName, made));
    return made;
  };

  const ofTable = (metricName: string, TableName: string) =>
    remembered(metricName, TableName, () => seriesOf(metrics, namespace, { TableName })(metricName));
  const ofOperation = (
    metricName: string,
    TableName: string,
    Operation: string,
    unit: 'Count' | 'Milliseconds',
  ) =>
    remembered(`${metricName} ${Operation}`, TableName, () =>
      seriesOf(metrics, namespace, { TableName, Operation })(metricName, unit),
    );
  const throttled = (operation: string, TableName: string) => {
    ofOperation('ThrottledRequests', TableName, operation, 'Count').record(1);
    ofTable(WRITES.test(operation) ? 'WriteThrottleEvents' : 'ReadThrottleEvents', TableName).record(1);
  };

  return {
    consumedRead: (name, units) => ofTable('ConsumedReadCapacityUnits', name).record(units),
    consumedWrite: (name, units) => ofTable('ConsumedWriteCapacityUnits', name).record(units),
    conditionFailed: (name) => ofTable('ConditionalCheckFailedRequests', name).record(1),
    transactionConflict: (name) => ofTable('TransactionConflict', name).record(1),
    timeToLiveDeleted: (name) => ofTable('TimeToLiveDeletedItemCount', name).record(1),
    answered(operation, names, latencyMs) {
      for (const name of names)
        ofOperation('SuccessfulRequestLatency', name, operation, 'Milliseconds').record(latencyMs);
    },
    refused(operation, names, error) {
      if (!(error instanceof AwsError) || error.status >= 500)
        for (const name of names) ofOperation('SystemErrors', name, operation, 'Count').record(1);
      else if (THROTTLES.test(error.code)) for (const name of names) throttled(operation, name);
      // Of the whole account: there is often no table whose error it could be.
      else if (!NO_USER_ERRORS.test(error.code)) seriesOf(metrics, namespace, {})('UserErrors').record(1);
    },
  };
}
