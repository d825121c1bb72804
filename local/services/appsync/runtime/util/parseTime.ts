import { datePattern, type PatternPart } from './datePattern.ts';
import { offsetAt, parseOffset } from './timeZone.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const number = (width: number) => (width === 1 ? '(\\d+)' : `(\\d{${width}})`);

/** A regular expression's group for each letter that can be read back. */
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

/** Reads a moment by a Java pattern, in `zone` where the text names none; epoch milliseconds. */
export function parseTime(text: string, pattern: string, zone = 'UTC'): number {
  const parts = datePattern(pattern);
  const match = new RegExp(`^${parts.map(groupOf).join('')}$`).exec(text);
  if (!match) throw new Error(`Unable to parse '${text}' by '${pattern}'.`);
  const letters = parts.flatMap((part) => ('letter' in part ? [part.letter] : []));
  return momentOf(Object.fromEntries(letters.map((letter, at) => [letter, match[at + 1]!])), zone);
}

function groupOf(part: PatternPart): string {
  if ('text' in part) return part.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const group = GROUPS[part.letter];
  if (!group)
    throw new Error(`The date pattern letter '${part.letter}' can not be read by the local runtime.`);
  return group(part.width);
}

function momentOf(field: Readonly<Record<string, string>>, zone: string): number {
  const wall = Date.UTC(
    yearOf(field.y ?? field.u ?? '1970'),
    monthOf(field.M ?? '1'),
    Number(field.d ?? 1),
    hourOf(field),
    Number(field.m ?? 0),
    Number(field.s ?? 0),
    Number((field.S ?? '0').padEnd(3, '0').slice(0, 3)),
  );
  const written = parseOffset(field.Z ?? field.X ?? field.x ?? '');
  return wall - (written ?? offsetAt(wall, zone)) * 60_000;
}

const yearOf = (text: string) => (text.length === 2 ? 2000 : 0) + Number(text);

const monthOf = (text: string) =>
  /^\d/.test(text) ? Number(text) - 1 : MONTHS.indexOf(text.slice(0, 3).toLowerCase());

function hourOf({ H, h, a }: Readonly<Record<string, string>>): number {
  if (H !== undefined || h === undefined) return Number(H ?? 0);
  return (Number(h) % 12) + (a?.toLowerCase() === 'pm' ? 12 : 0);
}
