import { EventEmitter, once } from 'node:events';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { subscribe } from '../../start/subscribe.ts';

/** A subscription, and which of its payloads count. */
export interface SubjectSubscription {
  /** An ID token, which authorizes it. */
  readonly token: string;
  /** The GraphQL operation, without variables. */
  readonly subscription: string;
  /** Returns the subject of a payload, such as a booking's id; undefined for a payload that does not count. */
  // The shape is that of the subscription's selection.
  readonly subjectOf: (data: any) => string | undefined;
}

export interface SubjectDeliveries {
  /** When each subject was first delivered, in milliseconds of `performance.now()`. */
  readonly deliveredAt: ReadonlyMap<string, number>;
  /** Deliveries beyond the first of a subject. */
  repeated(): number;
  /** Resolves once `count` subjects were delivered. Rejects when nothing is delivered for `silenceMs`. */
  waitFor(count: number, silenceMs: number): Promise<void>;
  close(): void;
}

/** Subscribes, and resolves once the subscription is active. */
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
    async waitFor(count, silenceMs) {
      while (deliveredAt.size < count)
        await once(deliveries, 'delivery', { signal: AbortSignal.timeout(silenceMs) });
    },
    close,
  };
}
