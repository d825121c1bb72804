import { Logger } from '@aws-lambda-powertools/logger';
import type { Instant } from './now.ts';

/** One line a step, each under 1 KB: name what happened in the message, and the ids beside it. */
export const logger = new Logger();

const MAX_TEXT = 300;

/** What a line says of an error: enough to find the place, not a page of stack. */
export const errorFields = (error: unknown) => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const at = stack?.split('\n').find((line) => line.trim().startsWith('at '));
  return { error: name, reason: message.slice(0, MAX_TEXT), at: at?.trim().slice(0, 120) };
};

/**
 * What a log line needs beside its `step` and `outcome` so that CloudWatch counts it: the metric `Messages` of
 * these two. It is read from the log, no call is made.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const metricFields = ({ seconds }: Instant) => ({
  Messages: 1,
  _aws: {
    Timestamp: seconds * 1000,
    CloudWatchMetrics: [
      {
        Namespace: 'Frontdesk',
        Dimensions: [['step', 'outcome']],
        Metrics: [{ Name: 'Messages', Unit: 'Count' }],
      },
    ],
  },
});
