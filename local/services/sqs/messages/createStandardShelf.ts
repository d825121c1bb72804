import { createSortedSet } from './createSortedSet.ts';
import type { Message } from './Message.ts';
import type { Shelf } from './Shelf.ts';

/** A standard queue: every visible message may be received, the oldest first (best effort on AWS). */
export function createStandardShelf(): Shelf {
  const visible = createSortedSet<Message>((a, b) => a.order - b.order);

  const changed = (message: Message) => {
    if (message.state === 'visible') visible.add(message);
    else visible.delete(message);
  };

  return {
    add: changed,
    changed,
    remove: (message) => void visible.delete(message),
    get hasDeliverable() {
      return visible.size > 0;
    },
    deliverable: () => visible,
    clear: () => visible.clear(),
  };
}
