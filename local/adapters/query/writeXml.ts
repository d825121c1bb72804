import { NO_SHAPES, type QueryShapes, shapeOf } from './QueryShapes.ts';

/**
 * An action's output in XML: arrays are lists, `Map`s are maps, other objects are structures, and what a service spells
 * otherwise is in its shapes.
 */
export function writeXml(
  name: string,
  value: unknown,
  { outputs }: QueryShapes = NO_SHAPES,
  action = name,
): string {
  return `<${name}>${content(value, { owner: action, outputs })}</${name}>`;
}

interface Place {
  /** The member that a value is in, or else the action. */
  readonly owner: string;
  readonly outputs: QueryShapes['outputs'];
}

function element(name: string, value: unknown, { owner, outputs }: Place): string {
  if (value === undefined || value === null) return '';
  const shape = shapeOf(outputs, owner, name);
  const place = { owner: name, outputs };
  if (typeof shape !== 'object') return `<${name}>${content(value, place, shape)}</${name}>`;
  if ('list' in shape)
    return listOf(value)
      .map((member) => `<${shape.list}>${content(member, place)}</${shape.list}>`)
      .join('');
  return entriesOf(value)
    .map((entry) => `<${shape.map}>${entryOf(entry, shape.key, shape.value, place)}</${shape.map}>`)
    .join('');
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const entriesOf = (value: unknown): readonly [unknown, unknown][] =>
  value instanceof Map
    ? [...value]
    : Object.entries(typeof value === 'object' && value !== null ? value : {});

function content(value: unknown, place: Place, shape?: 'time' | 'map'): string {
  if (Array.isArray(value))
    return value.map((member) => `<member>${content(member, place, shape)}</member>`).join('');
  if (shape === 'map' || value instanceof Map)
    return entriesOf(value)
      .map((entry) => `<entry>${entryOf(entry, 'key', 'value', place)}</entry>`)
      .join('');
  if (shape === 'time' && typeof value === 'number') return new Date(value * 1000).toISOString();
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, member]) => element(name, member, place))
      .join('');
  return escapeXml(String(value));
}

const entryOf = ([key, value]: [unknown, unknown], keyName: string, valueName: string, place: Place) =>
  `<${keyName}>${escapeXml(String(key))}</${keyName}><${valueName}>${content(value, place)}</${valueName}>`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };

/** Characters that XML 1.0 cannot carry become U+FFFD. https://www.w3.org/TR/xml/#charsets */
const escapeXml = (text: string) =>
  text
    .replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character)
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
