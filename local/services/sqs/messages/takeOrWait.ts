import type { World } from '../../../platform/World.ts';
import type { Message } from './Message.ts';
import type { MessageStore } from './MessageStore.ts';

/** What `take` finds now, or with the first message that arrives within `waitMs`. Waiting is not work in flight. */
export async function takeOrWait(
  { activity, clock }: World,
  waitMs: number,
  store: MessageStore,
  take: () => Message[],
): Promise<Message[]> {
  const found = take();
  if (found.length > 0 || waitMs === 0) return found;
  return activity.run(async (self) => {
    self.pause();
    return new Promise<Message[]>((resolve) => {
      const finish = (messages: Message[]) => {
        stopListening();
        timer.cancel();
        self.resume();
        resolve(messages);
      };
      const stopListening = store.onVisible(() => {
        const arrived = take();
        if (arrived.length > 0) finish(arrived);
      });
      const timer = clock.schedule(waitMs, () => finish([]));
    });
  });
}
