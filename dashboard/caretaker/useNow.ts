import { useEffect, useState } from 'react';

/** This instant in epoch milliseconds, once a second: a hold may end while one looks at it. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const units = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
  { unit: 'second', milliseconds: 1000 },
] as const;

const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'always' });

/** How far an instant is from now, in its largest whole unit: `in 3 hours`, `2 days ago`. */
export function formatDistance(iso: string, now: number): string {
  const distance = Date.parse(iso) - now;
  const { unit, milliseconds } =
    units.find((each) => Math.abs(distance) >= each.milliseconds) ??
    ({ unit: 'second', milliseconds: 1000 } as const);
  return words.format(Math.trunc(distance / milliseconds), unit);
}
