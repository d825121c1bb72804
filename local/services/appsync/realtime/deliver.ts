import type { Feed } from '../../../platform/Feed.ts';
import type { Publication } from '../Subscription.ts';
import { frames } from './frames.ts';
import { MAX_PAYLOAD_BYTES } from './limits.ts';
import { matchesArguments } from './matchesArguments.ts';
import { matchesFilter } from './matchesFilter.ts';
import type { Subscriber } from './Subscriber.ts';

/** Sends a publication to a subscriber whose filter it passes. */
export function deliver(feed: Feed, subscriber: Subscriber, { value, traceId }: Publication): void {
  if (!isWanted(subscriber, value)) return;
  const { connectionId, subscriptionId, subscription } = subscriber;
  const payload = JSON.stringify(subscription.complete(value));
  const bytes = Buffer.byteLength(payload);
  const { field } = subscription;
  if (bytes > MAX_PAYLOAD_BYTES) {
    // AppSync drops it and tells nobody; the person running the cloud is told.
    const message = `a payload of ${bytes} bytes was dropped: at most ${MAX_PAYLOAD_BYTES} reach a subscriber`;
    feed.publish({ traceId, kind: 'failure', source: field, code: 'SubscriptionPayloadTooLarge', message });
    return;
  }
  subscriber.send(frames.data(subscriptionId, payload));
  feed.publish({ traceId, kind: 'delivery', field, connectionId, subscriptionId, bytes });
}

const isWanted = ({ subscription: { filter, args } }: Subscriber, value: Publication['value']) =>
  filter ? matchesFilter(filter, value) : matchesArguments(args, value);
