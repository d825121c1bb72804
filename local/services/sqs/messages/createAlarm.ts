import type { Clock, Timer } from '../../../platform/Clock.ts';

/** One timer for the earliest of many moments. */
export interface Alarm {
  /** Rings at `moment`, epoch milliseconds, unless it is set to ring earlier. A ring too early does no harm. */
  setTo(moment: number): void;
  cancel(): void;
}

export function createAlarm(clock: Clock, ring: () => void): Alarm {
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
