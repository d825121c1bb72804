import type { AttributeMap, AttributeValue } from '../items/AttributeValue.ts';
import { malformed, type Reader } from './createReader.ts';

/** Gives each `?` of a statement its parameter, in order. */
export type Parameters = () => AttributeValue;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.data-types.html */
export function readValue(reader: Reader, parameter: Parameters): AttributeValue {
  const { kind, text } = reader.take();
  if (kind === 'text') return { S: text };
  if (kind === 'number') return { N: text };
  if (kind === 'word') return keyword(text);
  if (text === '?') return parameter();
  if (text === '[')
    return reader.nested(() => ({ L: readMembers(reader, ']', () => readValue(reader, parameter)) }));
  if (text === '{') return reader.nested(() => ({ M: readMap(reader, parameter) }));
  if (text === '<<') return setOf(readMembers(reader, '>>', () => readValue(reader, parameter)));
  throw malformed(`unexpected ${text || 'end'}`);
}

function keyword(text: string): AttributeValue {
  switch (text.toUpperCase()) {
    case 'TRUE':
      return { BOOL: true };
    case 'FALSE':
      return { BOOL: false };
    case 'NULL':
      return { NULL: true };
    default:
      throw malformed(`unexpected ${text}`);
  }
}

export function readMap(reader: Reader, parameter: Parameters): AttributeMap {
  const entries = readMembers(reader, '}', (): [string, AttributeValue] => {
    const { kind, text } = reader.take();
    if (kind !== 'text') throw malformed(`expected a name in single quotes before ${text}`);
    reader.expect(':');
    return [text, readValue(reader, parameter)];
  });
  return Object.fromEntries(entries);
}

/** What stands between commas, to the closing symbol. */
export function readMembers<Member>(reader: Reader, closing: string, read: () => Member): Member[] {
  const members: Member[] = [];
  if (reader.accept(closing)) return members;
  do members.push(read());
  while (reader.accept(','));
  reader.expect(closing);
  return members;
}

function setOf(members: readonly AttributeValue[]): AttributeValue {
  const texts = members.flatMap(({ S }) => S ?? []);
  if (texts.length === members.length && texts.length > 0) return { SS: texts };
  const numbers = members.flatMap(({ N }) => N ?? []);
  if (numbers.length === members.length && numbers.length > 0) return { NS: numbers };
  throw malformed('a set has texts alone, or numbers alone');
}
