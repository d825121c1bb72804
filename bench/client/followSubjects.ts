import { EventEmitter, once } from 'node:events';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { follow } from '../../start/follow.ts';

/** One subscription, and what in it is waited for. */
export interface Following {
  /** An ID token, which authorizes it. */
  readonly token: string;
  /** The GraphQL operation, without variables. */
  readonly subscription: string;
  /** What a payload is news of, such as a booking's id; undefined where it is not what is waited for. */
  readonly subjectOf: (data: any) => string | undefined;
}

export interface Follower {
  /** When each subject was first told of, in milliseconds of `performance.now()`. */
  readonly toldAt: ReadonlyMap<string, number>;
  /** Deliveries beyond the first of a subject. */
  repeated(): number;
  /** Resolves once `count` subjects were told of; rejects when nothing came for `patienceMs`. */
  until(count: number, patienceMs: number): Promise<void>;
  close(): void;
}

/** Subscribes, and resolves once the subscription is fed. */
export async function followSubjects(
  { realtimeUrl }: CloudDescription,
  { token, subscription, subjectOf }: Following,
): Promise<Follower> {
  const toldAt = new Map<string, number>();
  const deliveries = new EventEmitter();
  let repeated = 0;
  const { close } = await follow({ realtimeUrl, idToken: token }, subscription, (data) => {
    const subject = subjectOf(data);
    if (subject !== undefined && toldAt.has(subject)) repeated++;
    else if (subject !== undefined) toldAt.set(subject, performance.now());
    deliveries.emit('delivery');
  });
  return {
    toldAt,
    repeated: () => repeated,
    async until(count, patienceMs) {
      while (toldAt.size < count)
        await once(deliveries, 'delivery', { signal: AbortSignal.timeout(patienceMs) });
    },
    close,
  };
}
