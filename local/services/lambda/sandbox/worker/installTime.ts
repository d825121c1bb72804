import { FROZEN, MOMENT, type SharedTime } from '../../../../platform/Clock.ts';

const machineNow = Date.now;

/** Reads the cloud's time from the memory that the threads share. */
export const createSandboxTime = (time: SharedTime) => () => {
  const { [FROZEN]: frozen, [MOMENT]: moment = 0 } = time;
  return frozen === 1 ? moment : machineNow() + moment;
};

/** Replaces `Date` by one whose current time is `now`. A date that is given a moment stays as it was. */
export function installDate(now: () => number): void {
  const MachineDate = Date;

  function CloudDate(...given: unknown[]): unknown {
    // https://tc39.es/ecma262/#sec-date: called as a function, Date ignores its arguments.
    if (!new.target) return new MachineDate(now()).toString();
    return Reflect.construct(MachineDate, given.length === 0 ? [now()] : given, new.target);
  }

  Object.defineProperty(CloudDate, 'name', { value: 'Date' });
  Object.defineProperty(CloudDate, 'length', { value: MachineDate.length });
  CloudDate.prototype = MachineDate.prototype;
  Object.assign(CloudDate, { now, parse: MachineDate.parse, UTC: MachineDate.UTC });
  Object.defineProperty(MachineDate.prototype, 'constructor', {
    value: CloudDate,
    writable: true,
    configurable: true,
  });
  // It has every member of `Date`, and works with and without `new`.
  globalThis.Date = CloudDate as unknown as DateConstructor;
}

/** Makes `performance.now` and `process.hrtime` follow the cloud's time where that stands still. */
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
