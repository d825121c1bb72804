import { AsyncLocalStorage } from 'node:async_hooks';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import { errorMessage } from '../../../platform/errors.ts';
import type { World } from '../../../platform/World.ts';
import { snsError } from '../snsError.ts';
import { deliverOnce, type Endpoints, sendToQueue, sqsMessage } from './deliverOnce.ts';
import type { Notification } from './Notification.ts';

export interface Deliveries {
  /** Delivers, and retries as SNS does. What cannot be delivered goes to the subscription's dead letter queue. */
  start(notifications: readonly Notification[], call: Call): void;
}

/** Chosen: bodies that wait for their endpoint, all together. Beyond, `Publish` is throttled. */
const MOST_WAITING_CHARACTERS = 64 * 1024 * 1024;

export function createDeliveries(world: World, endpoints: Endpoints): Deliveries {
  const { activity, clock, feed } = world;
  // A request starts the deliveries. Without the snapshot it would count as awaiting them.
  const outsideAnyRun = AsyncLocalStorage.snapshot();
  let waitingCharacters = 0;

  const attempt = async (notification: Notification, call: Call, retries: number): Promise<void> => {
    const { topicArn, endpoint } = notification.subscription;
    try {
      await deliverOnce(endpoints, notification, world, call);
      const { messageId } = notification;
      feed.publish({ kind: 'notification', traceId: call.traceId, topicArn, messageId, endpoint });
    } catch (error) {
      const delay = isTransient(error) ? retryDelayMs(retries + 1) : undefined;
      if (delay === undefined) return giveUp(notification, call, error);
      clock.schedule(delay, () => attempt(notification, call, retries + 1));
      return;
    }
    waitingCharacters -= notification.body.length;
  };

  const giveUp = async (notification: Notification, call: Call, error: unknown): Promise<void> => {
    waitingCharacters -= notification.body.length;
    const { topicArn, endpoint } = notification.subscription;
    const outcome = await sendToDeadLetters(notification, call);
    const code = error instanceof AwsError ? error.code : 'InternalError';
    const message = `${endpoint}: ${errorMessage(error)} (${outcome})`;
    feed.publish({
      kind: 'failure',
      traceId: call.traceId,
      source: `topic ${nameOf(topicArn)}`,
      code,
      message,
    });
  };

  /** https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html: as it would have been delivered. */
  const sendToDeadLetters = async (notification: Notification, call: Call): Promise<string> => {
    const queueArn = notification.subscription.settings.deadLetterTargetArn;
    if (!queueArn) return 'no dead letter queue, the notification is dropped';
    try {
      await sendToQueue(endpoints.sqs, queueArn, sqsMessage(notification, world), call);
      return `sent to ${queueArn}`;
    } catch (error) {
      return `dropped, for ${queueArn} refused it: ${errorMessage(error)}`;
    }
  };

  return {
    start(notifications, call) {
      const characters = notifications.reduce((sum, { body }) => sum + body.length, 0);
      if (waitingCharacters + characters > MOST_WAITING_CHARACTERS)
        throw snsError('Throttled', 'Rate exceeded');
      waitingCharacters += characters;
      for (const notification of notifications)
        void outsideAnyRun(() => activity.run(() => attempt(notification, call, 0)));
    },
  };
}

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf(':') + 1);

/** Errors that are the caller's are not retried: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
const isTransient = (error: unknown) =>
  error instanceof AwsError && (error.status >= 500 || error.status === 429 || /Throttl/.test(error.code));

/**
 * How long to wait before retry `retry`, counted from 1, of an endpoint that AWS manages: 3 without a delay, 2 a second apart,
 * 10 from 1 to 20 seconds, 100,000 of 20 seconds. Undefined after the last.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export function retryDelayMs(retry: number): number | undefined {
  if (retry <= 3) return 0;
  if (retry <= 5) return 1000;
  if (retry <= 15) return Math.min(1000 * 2 ** ((retry - 6) / 2), 20_000);
  return retry <= 100_015 ? 20_000 : undefined;
}
