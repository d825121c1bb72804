import { EventEmitter, once } from 'node:events';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { subscribe } from '../../start/subscribe.ts';

/** One subscription, and what in it is waited for. */
export interface SubjectSubscription {
  /** An ID token, which authorizes it. */
  readonly token: string;
  /** The GraphQL operation, without variables. */
  readonly subscription: string;
  /** What a payload is news of, such as a booking's id; undefined where it is not what is waited for. */
  // Shaped as the subscription's selection.
  readonly subjectOf: (data: any) => string | undefined;
}

export interface SubjectDeliveries {
  /** When news of each subject was first delivered, in milliseconds of `performance.now()`. */
  readonly deliveredAt: ReadonlyMap<string, number>;
  /** Deliveries beyond the first of a subject. */
  repeated(): number;
  /** Resolves once there was news of `count` subjects; rejects when nothing came for `patienceMs`. */
  waitFor(count: number, patienceMs: number): Promise<void>;
  close(): void;
}

/** Subscribes, and resolves once the subscription is fed. */
export async function subscribeToSubjects(
  { realtimeUrl }: CloudDescription,
  { token, subscription, subjectOf }: SubjectSubscription,
): Promise<SubjectDeliveries> {
  const deliveredAt = new Map<string, number>();
  const deliveries = new EventEmitter();
  let repeated = 0;
  const { close } = await subscribe({ realtimeUrl, idToken: token }, subscription, (data) => {
    const subject = subjectOf(data);
    if (subject !== undefined && deliveredAt.has(subject)) repeated++;
    else if (subject !== undefined) deliveredAt.set(subject, performance.now());
    deliveries.emit('delivery');
  });
  return {
    deliveredAt,
    repeated: () => repeated,
    async waitFor(count, patienceMs) {
      while (deliveredAt.size < count)
        await once(deliveries, 'delivery', { signal: AbortSignal.timeout(patienceMs) });
    },
    close,
  };
}
