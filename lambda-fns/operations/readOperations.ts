import { DisableRuleCommand, EnableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { now } from '../platform/now.ts';
import { tracer } from '../platform/tracer.ts';
import { environment } from './shared/environment.ts';
import { readAlarms } from './shared/alarms.ts';
import { readCounts } from './shared/counts.ts';
import { MINUTE_MS, type Minutes } from './shared/metrics.ts';
import { readQueues } from './shared/queues.ts';
import { readRequestPath } from './shared/requestPath.ts';

const events = tracer.captureAWSv3Client(new EventBridgeClient({}));

/** What resolvers ask: `resolvers/operations/shared/figures.ts` and `requestPath.ts`. */
const Figures = z.object({
  minutes: z.number().int().min(1).max(180),
  isComplete: z.boolean(),
  publishes: z.boolean(),
});
const Path = z.object({ traceId: z.string() });
const Request = Figures.or(Path);

/** Reads how the backend does, or the path of one request. */
export const handler = async (event: unknown) => {
  const asked = Request.parse(event);
  return 'traceId' in asked ? readRequestPath(asked.traceId) : readFigures(asked);
};

/** Reads figures, and begins or ends to have them published. */
const readFigures = async ({ minutes, isComplete, publishes }: z.infer<typeof Figures>) => {
  const Name = environment.SCHEDULE_NAME;
  const range = rangeOf(minutes, isComplete);
  const [{ usage, history, ...counts }, queues, { alarms, alarmMetrics }] = await Promise.all([
    readCounts(range),
    readQueues(),
    readAlarms(),
    events.send(publishes ? new EnableRuleCommand({ Name }) : new DisableRuleCommand({ Name })),
  ]);
  const ages = new Map(counts.queues.map((queue) => [queue.name, queue]));
  return {
    ...counts,
    source: 'CLOUDWATCH',
    updatedOn: new Date(isComplete ? range.until : now().seconds * 1000).toISOString(),
    seconds: secondsOf(range),
    queues: queues.map((queue) => ({ ...NOTHING_COUNTED, ...ages.get(queue.name), ...queue })),
    alarms,
    history,
    usage: { ...usage, alarmMetrics },
  };
};

const NOTHING_COUNTED = { oldestSeconds: null, sent: 0, received: 0, deleted: 0 };

/**
 * Until now with the running minute; or the last but one, because CloudWatch has what services count a minute or two later
 * (reported: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html says no more than "delayed").
 */
const rangeOf = (minutes: number, isComplete: boolean): Minutes => {
  const running = Math.floor((now().seconds * 1000) / MINUTE_MS) * MINUTE_MS;
  const until = isComplete ? running - MINUTE_MS : running + MINUTE_MS;
  return { from: until - minutes * MINUTE_MS, until };
};

/** Of the running minute, only what has passed. */
const secondsOf = ({ from, until }: Minutes) =>
  Math.max(1, Math.round((Math.min(until, now().seconds * 1000) - from) / 1000));
