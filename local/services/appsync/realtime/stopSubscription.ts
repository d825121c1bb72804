import type { ClientFrame } from './ClientFrame.ts';
import type { Connection } from './Connection.ts';
import { frames } from './frames.ts';
import { unsupported } from './startSubscription.ts';

/** Answers `stop`. Stopping what is over already is no error: the server may have ended it first. */
export function stopSubscription({ subscribers, registry, send }: Connection, { id }: ClientFrame): void {
  if (typeof id !== 'string') return send(frames.error(undefined, [unsupported()]));
  const subscriber = subscribers.get(id);
  if (subscriber?.subscription) registry.remove(subscriber);
  subscribers.delete(id);
  send(frames.complete(id));
}
