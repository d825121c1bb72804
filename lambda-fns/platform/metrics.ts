import { environment } from './environment.ts';
import { logger } from './logger.ts';

/** A line's fields that CloudWatch reads metrics from, beside what the line says. */
export type MetricFields = Readonly<Record<string, unknown>>;

/** Metrics of one line with the same dimensions: fields of the line, such as `step`. */
export interface MetricSet {
  readonly dimensions: readonly string[];
  /** By name. */
  readonly counts?: Readonly<Record<string, number>>;
  /** By name, one for each message. */
  readonly milliseconds?: Readonly<Record<string, readonly number[]>>;
}

/**
 * The fields with which a line of log is counted: CloudWatch reads them from the log, so that no call is made. Those of several
 * stages of one account do not add up.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const metricFields = (now: number, ...sets: readonly MetricSet[]): MetricFields => ({
  ...Object.fromEntries<number | readonly number[]>(
    sets.flatMap(({ counts = {}, milliseconds = {} }) => Object.entries({ ...counts, ...milliseconds })),
  ),
  _aws: {
    Timestamp: now,
    CloudWatchMetrics: sets.map(({ dimensions, counts = {}, milliseconds = {} }) => ({
      Namespace: `Frontdesk/${environment.STAGE}`,
      Dimensions: [dimensions],
      Metrics: [
        ...Object.keys(counts).map((Name) => ({ Name, Unit: 'Count' })),
        ...Object.keys(milliseconds).map((Name) => ({ Name, Unit: 'Milliseconds' })),
      ],
    })),
  },
});

const STEP = ['step'];

/** Counts deliveries that ended without success. */
export const retriedSet = (retried: number): MetricSet => ({
  dimensions: STEP,
  counts: { Retried: retried },
});

/** Counts messages that became dead letters. */
export const buriedSet = (buried: number): MetricSet => ({ dimensions: STEP, counts: { Buried: buried } });

/** Counts a line's outcome, for those that nobody would notice otherwise. */
export const outcomeSet: MetricSet = { dimensions: ['step', 'outcome'], counts: { Messages: 1 } };

/** What became of one delivery. */
export type Ending = 'done' | 'buried' | 'returned';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html: values of one metric in a line. */
const MAX_VALUES = 100;

/**
 * Counts what becomes of the messages of one batch. Each gets a line of log, and the last line carries the counts of all: most
 * of their bytes are names. Until then nothing is counted, because a function that ends before gets all of them again.
 *
 * `Latency` of what is done, from its sending on, tells by its samples how many that were. What is returned is counted when
 * it is delivered again, like what a killed function returned; so received = done + retried + buried.
 */
export const countBatch = (messages: number) => {
  let left = messages;
  let latencies: number[] = [];
  let buried = 0;
  /** Notes how a delivery ended, and returns the metrics of its line: none but in the last. */
  return (ending: Ending, latencyMs: number): readonly MetricSet[] => {
    left--;
    if (ending === 'done') latencies.push(Math.max(latencyMs, 0));
    if (ending === 'buried') buried++;
    if (left > 0 && latencies.length < MAX_VALUES) return [];
    const set = {
      dimensions: STEP,
      ...(latencies.length > 0 && { milliseconds: { Latency: latencies } }),
      ...(buried > 0 && { counts: { Buried: buried } }),
    };
    const isEmpty = latencies.length === 0 && buried === 0;
    latencies = [];
    buried = 0;
    return isEmpty ? [] : [set];
  };
};

/** From the least severe on; `SILENT` is none of them. */
const levels = ['debug', 'info', 'warn', 'error'] as const;

/** Writes a line that is counted. Below the level of the log nothing but its counts is written, because they are no detail. */
export const logCounted = (
  level: 'info' | 'warn' | 'error',
  message: string,
  { step, ...fields }: MetricFields,
  sets: readonly MetricSet[],
): void => {
  if (sets.length === 0) return logger[level](message, { step, ...fields });
  const metrics = metricFields(Date.now(), ...sets);
  const threshold = levels.findIndex((name) => name.toUpperCase() === logger.getLevelName());
  if (levels.indexOf(level) >= threshold) return logger[level](message, { step, ...fields, ...metrics });
  // Not by `console`, of whose lines Lambda writes the time first.
  process.stdout.write(`${JSON.stringify({ step, outcome: fields['outcome'], ...metrics })}\n`);
};
