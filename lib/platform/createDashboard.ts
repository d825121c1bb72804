import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  SearchExpression,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { perMinute } from '../constructs/raiseAlarm.ts';
import type { Settings } from './settings.ts';

export interface DashboardProps {
  readonly settings: Settings;
  readonly api: GraphqlApi;
  readonly table: ITable;
  readonly bus: IEventBus;
  /** Names of the pipes, in the order of reading. */
  readonly pipeNames: readonly string[];
}

/**
 * The whole path on one page, in its order, a row a step. What belongs to domains is found by its name, so that the page
 * neither names their stacks' resources nor has to change with them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const createDashboard = (scope: Construct, props: DashboardProps): Dashboard =>
  new Dashboard(scope, 'Dashboard', {
    dashboardName: `Frontdesk-${props.settings.stage}`,
    widgets: [
      ...row('1. Mutations and queries', mutations(props)),
      ...row('2. Queues, of mutations and of workers', queues(props)),
      ...row('3. Consumers and workers', functions(props)),
      ...row('4. Table', table(props)),
      ...row('5. Pipes, from the stream to the bus', pipes(props)),
      ...row('6. Bus', rules(props)),
      ...row('7. Subscriptions', subscriptions(props)),
    ],
  });

/** The grid has 24 columns. */
const COLUMNS = 24;

interface Graph {
  readonly title: string;
  readonly metrics: readonly IMetric[];
}

/** A heading, and below it the graphs side by side. */
const row = (heading: string, graphs: readonly Graph[]): IWidget[][] => [
  [new TextWidget({ markdown: `## ${heading}`, width: COLUMNS, height: 1 })],
  graphs.map(
    ({ title, metrics }) =>
      new GraphWidget({ title, left: [...metrics], width: COLUMNS / graphs.length, height: 6, ...perMinute }),
  ),
];

const metricOf =
  (namespace: string, dimensionsMap: Record<string, string>) =>
  (metricName: string, statistic = 'Sum') =>
    new Metric({ namespace, metricName, dimensionsMap, period: perMinute.period, statistic });

/**
 * Every metric of this name whose resource is named after the stage: names begin with `Frontdesk-<stage>-`. The words of a name
 * are searched for one by one, so `dev` also finds what belongs to `dev-two`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
const searchFor =
  ({ stage }: Settings, schema: string) =>
  (metricName: string, statistic = 'Sum') =>
    new SearchExpression({
      expression: `SEARCH('{${schema}} ${['Frontdesk', ...stage.split('-')].join(' AND ')} AND MetricName="${metricName}"', '${statistic}', 60)`,
      label: '',
      period: perMinute.period,
    });

/** https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#cw-metrics */
const mutations = ({ api }: DashboardProps): Graph[] => {
  const metric = metricOf('AWS/AppSync', { GraphQLAPIId: api.apiId });
  return [
    { title: 'Refused (4xx) and failed (5xx)', metrics: [metric('4XXError'), metric('5XXError')] },
    {
      title: 'Latency (ms)',
      metrics: ['p50', 'p90', 'p99'].map((statistic) => metric('Latency', statistic)),
    },
  ];
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
const queues = ({ settings }: DashboardProps): Graph[] => {
  const search = searchFor(settings, 'AWS/SQS,QueueName');
  return [
    { title: 'Sent', metrics: [search('NumberOfMessagesSent')] },
    {
      title: 'Waiting, dead letters too',
      metrics: [search('ApproximateNumberOfMessagesVisible', 'Maximum')],
    },
    { title: 'Age of the oldest (s)', metrics: [search('ApproximateAgeOfOldestMessage', 'Maximum')] },
  ];
};

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
const functions = ({ settings }: DashboardProps): Graph[] => {
  const search = searchFor(settings, 'AWS/Lambda,FunctionName');
  return [
    { title: 'Invocations', metrics: [search('Invocations')] },
    { title: 'Errors and throttles', metrics: [search('Errors'), search('Throttles')] },
    { title: 'Duration (ms, p99)', metrics: [search('Duration', 'p99')] },
    { title: 'At the same time', metrics: [search('ConcurrentExecutions', 'Maximum')] },
  ];
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
const table = ({ table: { tableName } }: DashboardProps): Graph[] => {
  const metric = metricOf('AWS/DynamoDB', { TableName: tableName });
  return [
    {
      title: 'Units consumed',
      metrics: [metric('ConsumedWriteCapacityUnits'), metric('ConsumedReadCapacityUnits')],
    },
    { title: 'Throttled', metrics: [metric('WriteThrottleEvents'), metric('ReadThrottleEvents')] },
    { title: 'Transactions that conflicted', metrics: [metric('TransactionConflict')] },
  ];
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html */
const pipes = ({ pipeNames }: DashboardProps): Graph[] => {
  const each = (metricName: string, statistic = 'Sum') =>
    pipeNames.map((PipeName) => metricOf('AWS/EventBridge/Pipes', { PipeName })(metricName, statistic));
  return [
    { title: 'Records read', metrics: each('EventCount') },
    {
      title: 'Failed, throttled, timed out',
      metrics: [...each('ExecutionFailed'), ...each('ExecutionThrottled'), ...each('ExecutionTimeout')],
    },
    { title: 'Duration (ms, p99)', metrics: each('Duration', 'p99') },
  ];
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
const rules = ({ bus }: DashboardProps): Graph[] => {
  const search = (metricName: string) =>
    new SearchExpression({
      expression: `SEARCH('{AWS/Events,EventBusName,RuleName} EventBusName="${bus.eventBusName}" AND MetricName="${metricName}"', 'Sum', 60)`,
      label: '',
      period: perMinute.period,
    });
  return [
    { title: 'Deliveries by rule', metrics: [search('Invocations')] },
    { title: 'Deliveries that failed', metrics: [search('FailedInvocations')] },
  ];
};

/** https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#realtime-metrics */
const subscriptions = ({ api }: DashboardProps): Graph[] => {
  const metric = metricOf('AWS/AppSync', { GraphQLAPIId: api.apiId });
  return [
    {
      title: 'Active',
      metrics: [metric('ActiveConnections', 'Maximum'), metric('ActiveSubscriptions', 'Maximum')],
    },
    {
      title: 'Published to subscribers',
      metrics: [
        metric('PublishDataMessageSuccess'),
        metric('PublishDataMessageClientError'),
        metric('PublishDataMessageServerError'),
      ],
    },
  ];
};
