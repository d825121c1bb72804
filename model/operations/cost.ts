import type { CostFigures } from '../schema.ts';

/** What AWS bills, as it was counted in some seconds. */
export interface Usage {
  readonly appsyncOperations: number;
  /** Messages to subscribers, of at most 5 KB. */
  readonly appsyncDeliveries: number;
  readonly appsyncConnections: number;
  readonly sqsRequests: number;
  readonly invocations: number;
  readonly durationMs: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly events: number;
  /** Metrics that alarms read. */
  readonly alarmMetrics: number;
  readonly pipes: number;
}

/**
 * List prices in USD, us-east-1, 2026, without free tiers; the ones of `README.md`, "What an order costs on AWS":
 * https://aws.amazon.com/appsync/pricing/, https://aws.amazon.com/sqs/pricing/, https://aws.amazon.com/lambda/pricing/,
 * https://aws.amazon.com/dynamodb/pricing/on-demand/, https://aws.amazon.com/eventbridge/pricing/, https://aws.amazon.com/cloudwatch/pricing/
 */
const A_MILLION = {
  operations: 4,
  deliveries: 2,
  connectionMinutes: 0.08,
  sqsRequests: 0.4,
  invocations: 0.2,
  writeUnits: 0.625,
  readUnits: 0.125,
  events: 1,
  pipeRequests: 0.4,
  streamReads: 0.2,
};
const A_GB_SECOND = 0.0000133334;
const A_GB_OF_LOGS = 0.5;
const AN_ALARM_METRIC_MONTH = 0.1;

/** Of every function (`lib/constructs/WorkerFunction.ts`). */
const MEMORY_GB = 0.25;

/** Chosen: a function writes less than 1 KB an invocation, and Lambda about half a KB of its own. */
const LOG_GB_AN_INVOCATION = 0.0000015;

/** Of each pipe, for the one shard of a small table, four a second as Lambda reads: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html. */
const STREAM_READS_A_SECOND = 4;

const HOURS_A_MONTH = 730;

/** What some seconds of use come to an hour at this pace, by service, in the order of the path. Runs in APPSYNC_JS as well. */
export function costOf(usage: Usage, seconds: number): CostFigures[] {
  const paces = 3600 / seconds;
  const millions = (count: number) => (count * paces) / 1000000;
  const connectionMinutes = usage.appsyncConnections * 60;
  const gbSeconds = (usage.durationMs / 1000) * MEMORY_GB * paces;
  const streamReads = usage.pipes * STREAM_READS_A_SECOND * 3600;
  return [
    lineOf('AppSync', millions(usage.appsyncOperations) * A_MILLION.operations, [
      counted(usage.appsyncOperations, 'operation'),
    ]),
    lineOf(
      'AppSync, live',
      millions(usage.appsyncDeliveries) * A_MILLION.deliveries +
        (connectionMinutes / 1000000) * A_MILLION.connectionMinutes,
      [counted(usage.appsyncDeliveries, 'delivery'), counted(usage.appsyncConnections, 'connection')],
    ),
    lineOf('SQS', millions(usage.sqsRequests) * A_MILLION.sqsRequests, [
      counted(usage.sqsRequests, 'request at most', 'requests at most'),
    ]),
    lineOf('Lambda', millions(usage.invocations) * A_MILLION.invocations + gbSeconds * A_GB_SECOND, [
      counted(usage.invocations, 'invocation'),
      `${Math.round(usage.durationMs)} ms`,
    ]),
    lineOf(
      'DynamoDB',
      millions(usage.writeUnits) * A_MILLION.writeUnits + millions(usage.readUnits) * A_MILLION.readUnits,
      [counted(usage.writeUnits, 'write unit'), counted(usage.readUnits, 'read unit')],
    ),
    lineOf('Streams', (streamReads / 1000000) * A_MILLION.streamReads, [`${usage.pipes} pipes, used or not`]),
    lineOf('EventBridge', millions(usage.events) * (A_MILLION.events + A_MILLION.pipeRequests), [
      counted(usage.events, 'event'),
    ]),
    lineOf('Logs', usage.invocations * paces * LOG_GB_AN_INVOCATION * A_GB_OF_LOGS, [
      '1.5 KB an invocation, assumed',
    ]),
    lineOf('Alarms', (usage.alarmMetrics * AN_ALARM_METRIC_MONTH) / HOURS_A_MONTH, [
      `${usage.alarmMetrics} metrics, used or not`,
    ]),
  ];
}

const lineOf = (service: string, hourly: number, parts: string[]): CostFigures => ({
  service,
  hourly,
  counted: parts.join(', '),
});

const counted = (count: number, one: string, many = '') => {
  const rounded = Math.round(count * 10) / 10;
  if (rounded === 1) return `1 ${one}`;
  return `${rounded} ${many === '' ? pluralOf(one) : many}`;
};

const pluralOf = (word: string) => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`);
