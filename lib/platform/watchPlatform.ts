import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { lasting, perMinute, raiseAlarm, sumOf } from '../constructs/raiseAlarm.ts';
import { tableIndexes } from './grantTable.ts';
import type { Settings } from './settings.ts';

export interface WatchedPlatform {
  readonly settings: Settings;
  readonly api: GraphqlApi;
  readonly table: ITable;
}

/** Above this the slowest hundredth of the API's answers raises an alarm. Chosen: people then ask again. */
const SLOW_MS = 3000;

/** Above this, conflicts are no longer what retries with back-off are for. Chosen: two a second, for minutes. */
const CONFLICTS_A_MINUTE = 120;

/** Alarms on what all domains share: the API and the table. */
export const watchPlatform = (scope: Construct, { settings, api, table }: WatchedPlatform): void => {
  watchApi(new Construct(scope, 'WatchedApi'), settings, api);
  watchTable(new Construct(scope, 'WatchedTable'), settings, table);
};

/** https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#cw-metrics */
const watchApi = (scope: Construct, settings: Settings, { apiId }: GraphqlApi): void => {
  const metric = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/AppSync',
      metricName,
      dimensionsMap: { GraphQLAPIId: apiId },
      ...perMinute,
      statistic,
    });
  raiseAlarm(scope, 'Failing', {
    settings,
    metric: metric('5XXError', 'Sum'),
    above: 0,
    description: 'The API failed requests itself (5xx). Its log group has the request ids.',
  });
  raiseAlarm(scope, 'Slow', {
    settings,
    metric: metric('Latency', 'p99'),
    above: SLOW_MS,
    minutes: lasting,
    description: `One of a hundred requests takes longer than ${SLOW_MS / 1000} s. Look at traces in X-Ray.`,
  });
};

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 *
 * Sums, also of one: alarms on a metric of DynamoDB itself ignore missing data whatever is asked, so they never end.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const watchTable = (scope: Construct, settings: Settings, { tableName }: ITable): void => {
  const metric = (metricName: string, index?: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: tableName, ...(index && { GlobalSecondaryIndexName: index }) },
      ...perMinute,
      statistic: 'Sum',
    });
  const throttled = [undefined, ...tableIndexes].flatMap((index) =>
    ['Read', 'Write'].map((kind) => [
      `${kind.toLowerCase()}s${index ? `_${index}` : ''}`,
      metric(`${kind}ThrottleEvents`, index),
    ]),
  );
  raiseAlarm(scope, 'Throttled', {
    settings,
    // Pairs of a name and a metric, which is what the list is made of.
    metric: sumOf(Object.fromEntries(throttled) as Record<string, Metric>, 'throttled'),
    above: 0,
    description:
      'The table or an index refuses requests for want of capacity: a hot key, or a limit of the table.',
  });
  raiseAlarm(scope, 'Conflicts', {
    settings,
    metric: sumOf({ conflicts: metric('TransactionConflict') }, 'conflicts'),
    above: CONFLICTS_A_MINUTE,
    minutes: lasting,
    description:
      'Transactions are in each other’s way for minutes: many workers on one item. Lower maxConcurrency.',
  });
};
