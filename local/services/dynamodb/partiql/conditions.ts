import type { AttributeValue } from '../items/AttributeValue.ts';
import { malformed, type Reader } from './createReader.ts';
import { type Parameters, readMembers, readValue } from './values.ts';

/** Names and positions, such as `address.lines[0]`. */
export type Path = readonly (string | number)[];

export type Operand = { readonly path: Path } | { readonly value: AttributeValue } | { readonly size: Path };

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly values: readonly Operand[] }
  /** Of DynamoDB's expressions, such as `begins_with`. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Operand[] };

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-operators.html */
export function readCondition(reader: Reader, parameter: Parameters): Condition {
  return reader.nested(() =>
    readJoined(reader, 'OR', () => readJoined(reader, 'AND', () => readTerm(reader, parameter))),
  );
}

function readJoined(reader: Reader, word: 'AND' | 'OR', read: () => Condition): Condition {
  const of = [read()];
  while (reader.accept(word)) of.push(read());
  const [only] = of;
  return only && of.length === 1 ? only : { kind: word === 'AND' ? 'and' : 'or', of };
}

function readTerm(reader: Reader, parameter: Parameters): Condition {
  if (reader.accept('NOT')) return { kind: 'not', of: reader.nested(() => readTerm(reader, parameter)) };
  if (reader.accept('(')) {
    const inner = readCondition(reader, parameter);
    reader.expect(')');
    return inner;
  }
  const called = FUNCTIONS.find((name) => reader.accept(name));
  if (called) {
    reader.expect('(');
    return {
      kind: 'call',
      name: called.toLowerCase(),
      arguments: readMembers(reader, ')', () => readOperand(reader, parameter)),
    };
  }
  return readComparison(reader, readOperand(reader, parameter), parameter);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-functions.html */
const FUNCTIONS = ['BEGINS_WITH', 'CONTAINS', 'ATTRIBUTE_TYPE'] as const;
const OPERATORS = ['=', '<>', '!=', '<=', '>=', '<', '>'] as const;

function readComparison(reader: Reader, left: Operand, parameter: Parameters): Condition {
  const operand = () => readOperand(reader, parameter);
  const operator = OPERATORS.find((symbol) => reader.accept(symbol));
  if (operator)
    return { kind: 'compare', operator: operator === '!=' ? '<>' : operator, left, right: operand() };
  if (reader.accept('BETWEEN')) {
    const low = operand();
    reader.expect('AND');
    return { kind: 'between', of: left, low, high: operand() };
  }
  if (reader.accept('IN')) {
    const closing = reader.accept('[') ? ']' : ')';
    if (closing === ')') reader.expect('(');
    return { kind: 'in', of: left, values: readMembers(reader, closing, operand) };
  }
  reader.expect('IS');
  const isNot = reader.accept('NOT');
  const found = readState(reader, left);
  return isNot ? { kind: 'not', of: found } : found;
}

function readState(reader: Reader, of: Operand): Condition {
  if (reader.accept('MISSING')) return { kind: 'call', name: 'attribute_not_exists', arguments: [of] };
  reader.expect('NULL');
  return { kind: 'compare', operator: '=', left: of, right: { value: { NULL: true } } };
}

export function readOperand(reader: Reader, parameter: Parameters): Operand {
  if (reader.accept('SIZE')) {
    reader.expect('(');
    const size = readPath(reader);
    reader.expect(')');
    return { size };
  }
  const { kind, text } = reader.next;
  const isName = kind === 'name' || (kind === 'word' && !/^(true|false|null)$/i.test(text));
  return isName ? { path: readPath(reader) } : { value: readValue(reader, parameter) };
}

export function readPath(reader: Reader): Path {
  const path: (string | number)[] = [readName(reader)];
  for (;;) {
    if (reader.accept('.')) path.push(readName(reader));
    else if (reader.accept('[')) {
      path.push(Number(reader.take().text));
      reader.expect(']');
    } else return path;
  }
}

export function readName(reader: Reader): string {
  const { kind, text } = reader.take();
  if (kind !== 'word' && kind !== 'name') throw malformed(`expected a name before ${text || 'the end'}`);
  return text;
}
