import type { OwnMetric } from '../../../platform/metrics/createMetrics.ts';
import type { OwnUnit } from '../../../platform/metrics/Metric.ts';
import type { World } from '../../../platform/World.ts';
import { waitingSince } from './Message.ts';
import type { MessageIndex } from './createMessageIndex.ts';

/**
 * What a queue tells CloudWatch, for as long as it is active.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export interface QueueMetrics {
  /** Call this for each request that names the queue, before it is answered. */
  accessed(): void;
  /** Call this before the queue's messages or their states change. */
  touch(): void;
  /** Messages that were moved to a dead-letter queue are not sent there (documented). */
  sent(bytes: number): void;
  received(messages: number): void;
  deleted(): void;
  /** Of a FIFO queue: a message that was sent again. */
  deduplicated(): void;
  /** The queue is gone. */
  close(): void;
}

/** What is measured. */
export interface MeasuredMessages {
  readonly index: Pick<MessageIndex, 'counts' | 'values'>;
  /** Whether somebody waits for its messages. Lambda's pollers never stop asking. */
  readonly isPolled: () => boolean;
}

/** Documented: a queue is active for up to six hours after any action accessed it, and while it contains messages. */
const ACTIVE_MS = 6 * 60 * 60_000;

export function createQueueMetrics(
  { metrics, clock }: World,
  queueName: string,
  messages: MeasuredMessages,
): QueueMetrics {
  const metricOf = (metricName: string, unit: OwnUnit): OwnMetric => ({
    namespace: 'AWS/SQS',
    metricName,
    dimensions: { QueueName: queueName },
    unit,
  });
  const counterOf = (metricName: string, unit: OwnUnit = 'Count') =>
    metrics.series(metricOf(metricName, unit), unit);
  const counters = {
    sent: counterOf('NumberOfMessagesSent'),
    size: counterOf('SentMessageSize', 'Bytes'),
    received: counterOf('NumberOfMessagesReceived'),
    empty: counterOf('NumberOfEmptyReceives'),
    deleted: counterOf('NumberOfMessagesDeleted'),
    deduplicated: counterOf('NumberOfDeduplicatedSentMessages'),
  };

  let accessedAt = clock.now();
  const activeUntil = () => {
    const { visible, delayed, inFlight } = messages.index.counts;
    return visible + delayed + inFlight > 0 || messages.isPolled() ? Infinity : accessedAt + ACTIVE_MS;
  };

  const gauges = metrics.gauges(
    [
      metricOf('ApproximateNumberOfMessagesVisible', 'Count'),
      metricOf('ApproximateNumberOfMessagesNotVisible', 'Count'),
      metricOf('ApproximateNumberOfMessagesDelayed', 'Count'),
      metricOf('ApproximateAgeOfOldestMessage', 'Seconds'),
    ],
    { steadyUntil: activeUntil, measure: () => measure(messages.index, activeUntil()) },
  );

  return {
    accessed() {
      gauges.touch();
      accessedAt = clock.now();
    },
    touch: gauges.touch,
    sent(bytes) {
      counters.sent.record(1);
      counters.size.record(bytes);
    },
    received(messages) {
      if (messages > 0) counters.received.record(messages);
      else counters.empty.record(1);
    },
    deleted: () => counters.deleted.record(1),
    deduplicated: () => counters.deduplicated.record(1),
    close: gauges.close,
  };
}

/** Of an active queue without messages AWS shows zeros, also for those that it calls reported with messages only; chosen. */
function measure({ counts, values }: MeasuredMessages['index'], activeUntil: number) {
  const { visible, delayed, inFlight } = counts;
  const since = waitingSince(values());
  const whileActive = (value: (now: number) => number) => (now: number) =>
    now <= activeUntil ? value(now) : undefined;
  return [
    whileActive(() => visible),
    whileActive(() => inFlight),
    whileActive(() => delayed),
    whileActive((now) => (since === undefined ? 0 : (now - since) / 1000)),
  ];
}
