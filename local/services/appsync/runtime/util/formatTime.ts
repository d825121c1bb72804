import { datePattern } from './datePattern.ts';
import { offsetAt, offsetText } from './timeZone.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const padded = (value: number, width: number) => String(value).padStart(width, '0');
const word = (name: string, width: number) => (width >= 4 ? name : name.slice(0, 3));
const year = (value: number, width: number) => (width === 2 ? padded(value % 100, 2) : padded(value, width));
const fraction = (ms: number, width: number) => padded(ms, 3).padEnd(9, '0').slice(0, width);
const offset = (minutes: number, width: number) => offsetText(minutes, width >= 3 ? ':' : '');

/** Each writes one field of `local`, whose UTC fields hold the zone's wall clock. */
const FIELDS: Readonly<
  Record<string, (local: Date, width: number, minutes: number, zone: string) => string>
> = {
  y: (local, width) => year(local.getUTCFullYear(), width),
  u: (local, width) => year(local.getUTCFullYear(), width),
  M: (local, width) =>
    width < 3 ? padded(local.getUTCMonth() + 1, width) : word(MONTHS[local.getUTCMonth()]!, width),
  d: (local, width) => padded(local.getUTCDate(), width),
  E: (local, width) => word(DAYS[local.getUTCDay()]!, width),
  a: (local) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  H: (local, width) => padded(local.getUTCHours(), width),
  h: (local, width) => padded(local.getUTCHours() % 12 || 12, width),
  m: (local, width) => padded(local.getUTCMinutes(), width),
  s: (local, width) => padded(local.getUTCSeconds(), width),
  S: (local, width) => fraction(local.getUTCMilliseconds(), width),
  Z: (_, width, minutes) => offsetText(minutes, width >= 5 ? ':' : ''),
  X: (_, width, minutes) => (minutes === 0 ? 'Z' : offset(minutes, width)),
  x: (_, width, minutes) => offset(minutes, width),
  V: (_local, _width, _minutes, zone) => zone,
  z: (_local, _width, _minutes, zone) => zone,
};

/** Writes a moment by a Java pattern, in `zone`. Throws for a letter not known here. */
export function formatTime(epochMs: number, pattern: string, zone = 'UTC'): string {
  const minutes = offsetAt(epochMs, zone);
  const local = new Date(epochMs + minutes * 60_000);
  return datePattern(pattern)
    .map((part) => {
      if ('text' in part) return part.text;
      const write = FIELDS[part.letter];
      if (!write)
        throw new Error(`The date pattern letter '${part.letter}' is not offered by the local runtime.`);
      return write(local, part.width, minutes, zone);
    })
    .join('');
}
