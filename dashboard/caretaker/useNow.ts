import { useEffect, useState } from 'react';

/** How often what is said of time is said anew, in milliseconds. */
const USUAL = 10_000;

/** This instant in epoch milliseconds, every ten seconds, and when `next` has come: a hold may end while one looks at it. */
export function useNow(next: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const left = next === undefined ? USUAL : next - Date.now() + 1;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(USUAL, Math.max(1, left)));
    return () => clearTimeout(timer);
  }, [now, next]);
  return now;
}

const units = [
  // Until two days, hours say more.
  { unit: 'day', milliseconds: 86_400_000, from: 172_800_000 },
  { unit: 'hour', milliseconds: 3_600_000, from: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000, from: 60_000 },
] as const;

const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'always' });

/** How far an instant is from now, in its largest whole unit: `in 3 hours`, `2 days ago`. */
export function formatDistance(iso: string, now: number): string {
  const distance = Date.parse(iso) - now;
  const found = units.find(({ from }) => Math.abs(distance) >= from);
  if (!found) return distance < 0 ? 'just now' : 'in less than a minute';
  return words.format(Math.trunc(distance / found.milliseconds), found.unit);
}
