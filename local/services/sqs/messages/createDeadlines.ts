import type { Clock } from '../../../platform/Clock.ts';
import { createAlarm } from '../../../platform/createAlarm.ts';
import type { Message } from './Message.ts';
import { createSortedSet } from './createSortedSet.ts';

export interface DeadlineHandlers {
  retentionMs(): number;
  /** Called for each hidden message whose `visibleAt` has come. */
  onVisible(message: Message): void;
  /** Called for each message whose retention period is over. It must call `forget`. */
  onExpired(message: Message): void;
  /** Called once after any number of messages became visible. */
  afterVisible(): void;
}

/** When each of a queue's messages becomes visible and when it expires. One timer waits for the earliest. */
export interface Deadlines {
  /** Starts the message's retention period. */
  expireAfterRetention(message: Message): void;
  /** Hides the message until `visibleAt`, in epoch milliseconds. */
  hideUntil(message: Message, visibleAt: number): void;
  forget(message: Message): void;
  /** Handles every deadline that has passed. */
  runDue(): void;
  close(): void;
}

export function createDeadlines(clock: Clock, handlers: DeadlineHandlers): Deadlines {
  const hidden = createSortedSet<Message>((a, b) => a.visibleAt - b.visibleAt || a.order - b.order);
  const retained = createSortedSet<Message>((a, b) => a.retainedFrom - b.retainedFrom || a.order - b.order);
  const alarm = createAlarm(clock, () => runDue());

  const setAlarm = () =>
    alarm.setTo(
      Math.min(
        hidden.first()?.visibleAt ?? Infinity,
        (retained.first()?.retainedFrom ?? Infinity) + handlers.retentionMs(),
      ),
    );

  const runDue = () => {
    const now = clock.now();
    let becameVisible = false;
    for (let next = hidden.first(); next && next.visibleAt <= now; next = hidden.first()) {
      hidden.delete(next);
      handlers.onVisible(next);
      becameVisible = true;
    }
    for (
      let next = retained.first();
      next && next.retainedFrom + handlers.retentionMs() <= now;
      next = retained.first()
    ) {
      handlers.onExpired(next);
    }
    setAlarm();
    if (becameVisible) handlers.afterVisible();
  };

  return {
    expireAfterRetention(message) {
      retained.add(message);
      setAlarm();
    },
    hideUntil(message, visibleAt) {
      hidden.delete(message);
      message.visibleAt = visibleAt;
      hidden.add(message);
      setAlarm();
    },
    forget(message) {
      hidden.delete(message);
      retained.delete(message);
    },
    runDue,
    close() {
      alarm.cancel();
      hidden.clear();
      retained.clear();
    },
  };
}
