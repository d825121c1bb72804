import type { Clock } from '../../../../platform/Clock.ts';
import type { Charge } from '../toPlainData.ts';
import { matchJava } from './javaPatterns.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/time-helpers-in-util-time-js.html */
export const createTime = (clock: Clock, charge: Charge) => ({
  epochMilliSecondsToFormatted: (epochMs: number, pattern: string, zone?: string) =>
    formatTime(epochMs, pattern, zone),
  epochMilliSecondsToISO8601: (epochMs: number) => isoText(epochMs),
  epochMilliSecondsToSeconds: (epochMs: number) => Math.floor(epochMs / 1000),
  nowEpochMilliSeconds: () => clock.now(),
  nowEpochSeconds: () => Math.floor(clock.now() / 1000),
  nowFormatted: (pattern: string, zone?: string) => formatTime(clock.now(), pattern, zone),
  nowISO8601: () => isoText(clock.now()),
  parseFormattedToEpochMilliSeconds: (text: string, pattern: string, zone?: string) =>
    parseTime(text, pattern, zone, charge),
  parseISO8601ToEpochMilliSeconds(text: string) {
    const epochMs = Date.parse(text);
    if (Number.isNaN(epochMs)) throw new Error(`Unable to parse '${text}' as an ISO 8601 time.`);
    return epochMs;
  },
});

/**
 * AppSync's examples have milliseconds. Chosen for a whole second, of which no answer is recorded: AppSync is written in
 * Java, whose `Instant` leaves out digits that are zero, and code that takes this takes the other too.
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/time/Instant.html#toString()
 */
const isoText = (epochMs: number) => new Date(epochMs).toISOString().replace('.000Z', 'Z');

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const padded = (value: number, width: number) => String(value).padStart(width, '0');
const word = (name: string, width: number) => (width >= 4 ? name : name.slice(0, 3));
const year = (value: number, width: number) => (width === 2 ? padded(value % 100, 2) : padded(value, width));
const fraction = (ms: number, width: number) => padded(ms, 3).padEnd(9, '0').slice(0, width);
const offset = (minutes: number, width: number) => offsetText(minutes, width >= 3 ? ':' : '');

/** Each function writes one field of `local`, whose UTC fields are the zone's local time. */
const FIELDS: Readonly<
  Record<string, (local: Date, width: number, minutes: number, zone: string) => string>
> = {
  y: (local, width) => year(local.getUTCFullYear(), width),
  u: (local, width) => year(local.getUTCFullYear(), width),
  M: (local, width) =>
    width < 3 ? padded(local.getUTCMonth() + 1, width) : word(MONTHS[local.getUTCMonth()] ?? '', width),
  d: (local, width) => padded(local.getUTCDate(), width),
  E: (local, width) => word(DAYS[local.getUTCDay()] ?? '', width),
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

/** Formats a moment by a Java pattern, in `zone`. Throws for a letter that is not supported here. */
function formatTime(epochMs: number, pattern: string, zone = 'UTC'): string {
  const minutes = offsetAt(epochMs, zone);
  const local = new Date(epochMs + minutes * 60_000);
  return parseDatePattern(pattern)
    .map((part) => {
      if ('text' in part) return part.text;
      const write = FIELDS[part.letter];
      if (!write)
        throw new Error(`The date pattern letter '${part.letter}' is not offered by the local runtime.`);
      return write(local, part.width, minutes, zone);
    })
    .join('');
}

const number = (width: number) => (width === 1 ? '(\\d+)' : `(\\d{${width}})`);

/** The group of a regular expression for each letter that can be parsed. */
const GROUPS: Readonly<Record<string, (width: number) => string>> = {
  y: number,
  u: number,
  M: (width) => (width < 3 ? number(width) : '([A-Za-z]+)'),
  d: number,
  E: () => '([A-Za-z]+)',
  a: () => '([AaPp][Mm])',
  H: number,
  h: number,
  m: number,
  s: number,
  S: number,
  Z: () => '([+-]\\d{2}:?\\d{2}|Z)',
  X: () => '([+-]\\d{2}:?(?:\\d{2})?|Z)',
  x: () => '([+-]\\d{2}:?(?:\\d{2})?)',
};

/** Parses a moment by a Java pattern, in `zone` unless the text names one. Returns epoch milliseconds. */
function parseTime(text: string, pattern: string, zone = 'UTC', charge: Charge): number {
  const parts = parseDatePattern(pattern);
  const match = matchJava(text, `^${parts.map(groupOf).join('')}$`, charge);
  if (!match) throw new Error(`Unable to parse '${text}' by '${pattern}'.`);
  const letters = parts.flatMap((part) => ('letter' in part ? [part.letter] : []));
  return momentOf(Object.fromEntries(letters.map((letter, at) => [letter, match[at + 1] ?? ''])), zone);
}

function groupOf(part: PatternPart): string {
  if ('text' in part) return part.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const group = GROUPS[part.letter];
  if (!group)
    throw new Error(`The date pattern letter '${part.letter}' can not be read by the local runtime.`);
  return group(part.width);
}

function momentOf(field: Readonly<Record<string, string>>, zone: string): number {
  const localMs = Date.UTC(
    yearOf(field.y ?? field.u ?? '1970'),
    monthOf(field.M ?? '1'),
    Number(field.d ?? 1),
    hourOf(field),
    Number(field.m ?? 0),
    Number(field.s ?? 0),
    Number((field.S ?? '0').padEnd(3, '0').slice(0, 3)),
  );
  const written = parseOffset(field.Z ?? field.X ?? field.x ?? '');
  return localMs - (written ?? offsetOfLocal(localMs, zone)) * 60_000;
}

const DAY_MS = 86_400_000;

/**
 * Minutes east of UTC of a local time. One that clocks show twice is the first of both; one that they leave out is as
 * much later as they are put forward: both have the offset from before the change. Documented of Java, on which the
 * formats are based: https://docs.oracle.com/javase/8/docs/api/java/time/ZonedDateTime.html
 */
function offsetOfLocal(localMs: number, zone: string): number {
  const [before, after] = [offsetAt(localMs - DAY_MS, zone), offsetAt(localMs + DAY_MS, zone)];
  const isOffset = (minutes: number) => offsetAt(localMs - minutes * 60_000, zone) === minutes;
  return !isOffset(before) && isOffset(after) ? after : before;
}

const yearOf = (text: string) => (text.length === 2 ? 2000 : 0) + Number(text);

const monthOf = (text: string) =>
  /^\d/.test(text) ? Number(text) - 1 : MONTHS.findIndex((month) => stemOf(month) === stemOf(text));

const stemOf = (month: string) => month.slice(0, 3).toLowerCase();

function hourOf({ H, h, a }: Readonly<Record<string, string>>): number {
  if (H !== undefined || h === undefined) return Number(H ?? 0);
  return (Number(h) % 12) + (a?.toLowerCase() === 'pm' ? 12 : 0);
}

/** A part of a date pattern: a letter that is repeated `width` times, or literal text. */
type PatternPart = { readonly letter: string; readonly width: number } | { readonly text: string };

/** https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/time/format/DateTimeFormatter.html#patterns */
function parseDatePattern(pattern: string): PatternPart[] {
  return [...pattern.matchAll(/([A-Za-z])\1*|'((?:[^']|'')*)'|([^A-Za-z']+)/g)].map(
    ([whole, letter, quoted]) => {
      if (letter) return { letter, width: whole.length };
      if (quoted === undefined) return { text: whole };
      return { text: quoted === '' ? "'" : quoted.replaceAll("''", "'") };
    },
  );
}

/** Minutes east of UTC at a moment, for `+0800`, `+08:00`, `Z` or an IANA name. Throws for any other zone. */
function offsetAt(epochMs: number, zone: string): number {
  const fixed = parseOffset(zone);
  if (fixed !== undefined) return fixed;
  const name = formatterOf(zone)
    .formatToParts(epochMs)
    .find(({ type }) => type === 'timeZoneName')?.value;
  // Local mean times of the nineteenth century have seconds, which no date pattern can write.
  return parseOffset(name?.replace('GMT', '') || 'Z') ?? NaN;
}

/** A formatter takes longer to make than to use. There are some 600 zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known =
    formatters.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  // Their names can be written in capitals and not, so there are more names than zones.
  if (formatters.size >= 600) formatters.clear();
  formatters.set(zone, known);
  return known;
}

function parseOffset(text: string): number | undefined {
  if (/^(Z|UTC|GMT)$/.test(text)) return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  if (!sign) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}
