import { FROZEN, type SharedTime } from '../../../../platform/Clock.ts';

/** Where time stands still, `performance.now` and `process.hrtime` stand still with it. */
export function installStopwatches(time: SharedTime, now: () => number): void {
  if (time[FROZEN] !== 1) return;
  const origin = now();
  const elapsedMs = () => now() - origin;

  Object.defineProperty(performance, 'now', { value: elapsedMs, configurable: true });
  Object.defineProperty(performance, 'timeOrigin', { value: origin, configurable: true });
  process.hrtime = Object.assign(hrtimeOf(elapsedMs), {
    bigint: () => BigInt(Math.round(elapsedMs() * 1e6)),
  });
}

const hrtimeOf =
  (elapsedMs: () => number) =>
  (since: [number, number] = [0, 0]): [number, number] => {
    const nanoseconds = Math.round(elapsedMs() * 1e6) - (since[0] * 1e9 + since[1]);
    const seconds = Math.floor(nanoseconds / 1e9);
    return [seconds, nanoseconds - seconds * 1e9];
  };
