import type { Chance } from '../Chance.ts';
import { hostileText, hostileValue, strangeName } from './values.ts';

/**
 * Returns a JSON value with one of its parts changed: replaced, removed, repeated, wrapped, renamed or joined by
 * another.
 */
export function mutate(value: unknown, chance: Chance): unknown {
  return changeAt(value, pathInto(value, chance), chance);
}

type Path = readonly (string | number)[];

/** Not into what was made deep on purpose. */
const MAX_DEPTH = 12;

function pathInto(value: unknown, chance: Chance): Path {
  const path: (string | number)[] = [];
  let at = value;
  while (path.length < MAX_DEPTH && !chance.often(15)) {
    const children = childrenOf(at);
    if (children.length === 0) break;
    const [key, child] = chance.pick(children);
    path.push(key);
    at = child;
  }
  return path;
}

function childrenOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((child, at) => [at, child]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function changeAt(value: unknown, [key, ...rest]: Path, chance: Chance): unknown {
  if (key === undefined) return changed(value, chance);
  if (Array.isArray(value))
    return value.flatMap((child, at) => (at === key ? elements(child, rest, chance) : [child]));
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, child]) =>
      name === key ? properties(name, child, rest, chance) : [[name, child]],
    ),
  );
}

const elements = (child: unknown, rest: Path, chance: Chance): unknown[] => {
  if (rest.length > 0 || chance.often(70)) return [changeAt(child, rest, chance)];
  return Array<unknown>(chance.pick([0, 2, 30, 200])).fill(child);
};

const properties = (name: string, child: unknown, rest: Path, chance: Chance): [string, unknown][] => {
  if (rest.length > 0 || chance.often(80)) return [[name, changeAt(child, rest, chance)]];
  return chance.pick<[string, unknown][]>([
    [],
    [[strangeName(chance), child]],
    [
      [name, child],
      [hostileText(chance).slice(0, 5000), child],
    ],
  ]);
};

function changed(value: unknown, chance: Chance): unknown {
  if (typeof value === 'string' && chance.often(50)) return hostileString(value, chance);
  if (typeof value === 'number' && chance.often(50))
    return chance.pick([-1, 0, 1.5, 2 ** 31, 2 ** 53, 1e308, `${value}`]);
  return chance.pick([hostileValue(chance), [value], { a: value }, JSON.stringify(value)]);
}

/** Words of expressions, patterns and ids stay in part, so that what reads them gets further. */
function hostileString(text: string, chance: Chance): string {
  const at = chance.int(0, text.length);
  const more = chance.pick([
    hostileText(chance),
    text,
    '(',
    ')',
    '((((',
    '#',
    ':',
    '"',
    '\\',
    '*',
    ' AND ',
    ' OR NOT ',
    '..',
    '[0]',
    '[-1]',
    '$',
    '{',
    text.slice(0, at).repeat(chance.size(500)),
    '('.repeat(chance.size(3000)),
    '*'.repeat(chance.size(3000)),
    'NOT '.repeat(chance.size(3000)),
  ]);
  return chance.often(50)
    ? `${text.slice(0, at)}${more}${text.slice(at)}`
    : `${text.slice(0, at)}${text.slice(at + 1)}`;
}
