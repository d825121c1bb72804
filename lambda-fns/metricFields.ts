import type { Instant } from './now.ts';

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
