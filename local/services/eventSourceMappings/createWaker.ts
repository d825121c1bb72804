import type { InFlight } from '../../platform/Activity.ts';
import type { Work } from './createWork.ts';

/**
 * Turns any number of wake-ups into one run of `poll` at a time, with another after it for those
 * that came meanwhile.
 */
export function createWaker(work: Work, poll: (self: InFlight) => Promise<void>): () => void {
  let polling = false;
  let wokenMeanwhile = false;

  return () => {
    wokenMeanwhile = true;
    if (polling || work.closed) return;
    polling = true;
    work.begin(async (self) => {
      // What is written together arrives one by one: all of it belongs to what is read first.
      await undefined;
      try {
        while (wokenMeanwhile) {
          wokenMeanwhile = false;
          await poll(self);
        }
      } finally {
        polling = false;
      }
    });
  };
}
