import { misuse } from './OperatorError.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `90s`, `15m`, `2h` or `3d`. Throws `OperatorError` for anything else. */
export function parseDuration(text: string): number {
  const { number, unit } = /^(?<number>\d{1,6})(?<unit>[smhd])$/.exec(text)?.groups ?? {};
  const factor = unit && UNITS[unit];
  if (!factor) throw misuse(`"${text}" is no duration. Give one such as 90s, 15m, 2h or 3d.`);
  return Number(number) * factor;
}

/** A duration in its largest unit, such as `3d`: at most four characters up to 999 days. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400 * 2) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}
