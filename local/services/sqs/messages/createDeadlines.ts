import type { Clock, Timer } from '../../../platform/Clock.ts';
import type { Message } from './Message.ts';
import { createSortedSet } from './createSortedSet.ts';

export interface DeadlineHandlers {
  retentionMs(): number;
  /** A hidden message's `visibleAt` has come. */
  due(message: Message): void;
  /** A message outlived the retention period. */
  expired(message: Message): void;
  /** After one or more messages became visible. */
  settled(): void;
}

/** What awaits a queue's messages in time, held by a single timer for the next of it. */
export interface Deadlines {
  /** Counts the message's retention. */
  retain(message: Message): void;
  /** Hides the message until `visibleAt`, epoch milliseconds. */
  wake(message: Message, visibleAt: number): void;
  forget(message: Message): void;
  /** Handles what has fallen due by now. */
  settle(): void;
  close(): void;
}

export function createDeadlines(clock: Clock, handlers: DeadlineHandlers): Deadlines {
  const hidden = createSortedSet<Message>((a, b) => a.visibleAt - b.visibleAt || a.order - b.order);
  const ages = createSortedSet<Message>((a, b) => a.retainedFrom - b.retainedFrom || a.order - b.order);
  const alarm = createAlarm(clock, () => settle());

  const arm = () =>
    alarm.setTo(
      Math.min(
        hidden.first()?.visibleAt ?? Infinity,
        (ages.first()?.retainedFrom ?? Infinity) + handlers.retentionMs(),
      ),
    );

  const settle = () => {
    const now = clock.now();
    let shown = 0;
    for (let next = hidden.first(); next && next.visibleAt <= now; next = hidden.first()) {
      hidden.delete(next);
      handlers.due(next);
      shown++;
    }
    for (
      let next = ages.first();
      next && next.retainedFrom + handlers.retentionMs() <= now;
      next = ages.first()
    ) {
      handlers.expired(next);
    }
    arm();
    if (shown > 0) handlers.settled();
  };

  return {
    retain(message) {
      ages.add(message);
      arm();
    },
    wake(message, visibleAt) {
      hidden.delete(message);
      message.visibleAt = visibleAt;
      hidden.add(message);
      arm();
    },
    forget(message) {
      hidden.delete(message);
      ages.delete(message);
    },
    settle,
    close() {
      alarm.cancel();
      hidden.clear();
      ages.clear();
    },
  };
}

/** One timer for the earliest of many moments. */
export interface Alarm {
  /** Rings at `moment`, epoch milliseconds, unless it is set to ring earlier. A ring too early does no harm. */
  setTo(moment: number): void;
  cancel(): void;
}

function createAlarm(clock: Clock, ring: () => void): Alarm {
  let timer: Timer | undefined;
  let ringsAt = Infinity;
  return {
    setTo(moment) {
      if (moment >= ringsAt) return;
      timer?.cancel();
      ringsAt = moment;
      timer = clock.schedule(moment - clock.now(), () => {
        ringsAt = Infinity;
        ring();
      });
    },
    cancel: () => timer?.cancel(),
  };
}
