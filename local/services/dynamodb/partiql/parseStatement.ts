import type { AttributeMap, AttributeValue } from '../items/AttributeValue.ts';
import { validationException } from '../errors.ts';
import {
  type Condition,
  type Operand,
  type Path,
  readCondition,
  readName,
  readOperand,
  readPath,
} from './conditions.ts';
import { createReader, malformed, type Reader } from './createReader.ts';
import { type Parameters, readMap } from './values.ts';

export type Statement =
  | {
      readonly kind: 'select';
      readonly table: string;
      readonly index?: string;
      /** Undefined for all. */
      readonly paths?: readonly Path[];
      readonly where?: Condition;
      readonly descending?: boolean;
    }
  | { readonly kind: 'insert'; readonly table: string; readonly item: AttributeMap }
  | {
      readonly kind: 'update';
      readonly table: string;
      readonly changes: readonly Change[];
      readonly where: Condition;
      readonly returning?: string;
    }
  | {
      readonly kind: 'delete';
      readonly table: string;
      readonly where: Condition;
      readonly returning?: string;
    };

export type Change =
  | { readonly clause: 'SET'; readonly path: Path; readonly value: Assigned }
  | { readonly clause: 'REMOVE'; readonly path: Path }
  | { readonly clause: 'ADD' | 'DELETE'; readonly path: Path; readonly value: Operand };

export interface Assigned {
  /** How the operands become a value: `list_append`, or a sign between them. Undefined where there is one. */
  readonly by?: '+' | '-' | 'list_append';
  readonly operands: readonly Operand[];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html */
export function parseStatement(source: string, parameters: readonly AttributeValue[]): Statement {
  const reader = createReader(source);
  let used = 0;
  const parameter = () => {
    const value = parameters[used++];
    if (!value) throw wrongCount();
    return value;
  };
  const statement = readStatement(reader, parameter);
  if (reader.next.kind !== 'end') throw malformed(`unexpected ${reader.next.text}`);
  if (used !== parameters.length) throw wrongCount();
  return statement;
}

const wrongCount = () => validationException("Number of parameters in request and statement don't match.");

function readStatement(reader: Reader, parameter: Parameters): Statement {
  if (reader.accept('SELECT')) return readSelect(reader, parameter);
  if (reader.accept('INSERT')) return readInsert(reader, parameter);
  if (reader.accept('UPDATE')) return readUpdate(reader, parameter);
  reader.expect('DELETE');
  reader.expect('FROM');
  const table = readName(reader);
  return { kind: 'delete', table, ...readWhere(reader, parameter), ...readReturning(reader) };
}

function readSelect(reader: Reader, parameter: Parameters): Statement {
  const paths: Path[] = [];
  if (!reader.accept('*'))
    do paths.push(readPath(reader));
    while (reader.accept(','));
  reader.expect('FROM');
  const table = readName(reader);
  const index = reader.accept('.') ? readName(reader) : undefined;
  const where = reader.accept('WHERE') ? readCondition(reader, parameter) : undefined;
  const selected = {
    ...(index !== undefined && { index }),
    ...(paths.length > 0 && { paths }),
    ...(where && { where }),
  };
  if (!reader.accept('ORDER')) return { kind: 'select', table, ...selected };
  reader.expect('BY');
  readPath(reader);
  const descending = reader.accept('DESC');
  if (!descending) reader.accept('ASC');
  return { kind: 'select', table, ...selected, descending };
}

function readInsert(reader: Reader, parameter: Parameters): Statement {
  reader.expect('INTO');
  const table = readName(reader);
  reader.expect('VALUE');
  if (reader.accept('?')) {
    const { M } = parameter();
    if (!M) throw malformed('an item is a map');
    return { kind: 'insert', table, item: M };
  }
  reader.expect('{');
  return { kind: 'insert', table, item: readMap(reader, parameter) };
}

function readUpdate(reader: Reader, parameter: Parameters): Statement {
  const table = readName(reader);
  const changes: Change[] = [];
  for (;;) {
    if (reader.accept('SET'))
      do changes.push(readAssignment(reader, parameter));
      while (reader.accept(','));
    else if (reader.accept('REMOVE'))
      do changes.push({ clause: 'REMOVE', path: readPath(reader) });
      while (reader.accept(','));
    else break;
  }
  if (changes.length === 0) throw malformed('an update needs SET or REMOVE');
  return { kind: 'update', table, changes, ...readWhere(reader, parameter), ...readReturning(reader) };
}

function readAssignment(reader: Reader, parameter: Parameters): Change {
  const path = readPath(reader);
  reader.expect('=');
  const called = (['LIST_APPEND', 'SET_ADD', 'SET_DELETE'] as const).find((name) => reader.accept(name));
  const first = called
    ? (reader.expect('('), readOperand(reader, parameter))
    : readOperand(reader, parameter);
  if (called) {
    reader.expect(',');
    const second = readOperand(reader, parameter);
    reader.expect(')');
    if (called === 'LIST_APPEND')
      return { clause: 'SET', path, value: { by: 'list_append', operands: [first, second] } };
    return { clause: called === 'SET_ADD' ? 'ADD' : 'DELETE', path, value: second };
  }
  const by = (['+', '-'] as const).find((sign) => reader.accept(sign));
  if (!by) return { clause: 'SET', path, value: { operands: [first] } };
  return { clause: 'SET', path, value: { by, operands: [first, readOperand(reader, parameter)] } };
}

function readWhere(reader: Reader, parameter: Parameters) {
  reader.expect('WHERE');
  return { where: readCondition(reader, parameter) };
}

/** As `ReturnValues` of UpdateItem calls it. */
function readReturning(reader: Reader) {
  if (!reader.accept('RETURNING')) return {};
  const which = reader.accept('ALL') ? 'ALL' : (reader.expect('MODIFIED'), 'UPDATED');
  const when = reader.accept('OLD') ? 'OLD' : (reader.expect('NEW'), 'NEW');
  reader.expect('*');
  return { returning: `${which}_${when}` };
}
