import { AwsError } from '../../../platform/AwsError.ts';
import { getOwn, setOwn } from '../../../platform/ownProperty.ts';

/** A type of a member, as dynalite's tables write it: a name, or a name and the types of what is inside. */
export type MemberType = string | { readonly type: string; readonly children?: MemberType | MemberTypes };

export type MemberTypes = Readonly<Record<string, MemberType>>;

/**
 * A copy of an input that has the members of its shape only, each of its type, in DynamoDB's words where one is not.
 * It is dynalite's own check, but for two things: `null` is refused where a list or a map holds it, and names such as
 * `__proto__` are names like any other.
 */
export function checkTypes(input: object, types: MemberTypes): object {
  const checked: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(types)) {
    const value: unknown = getOwn(input as Record<string, unknown>, name); // Any object is a record.
    if (value !== undefined && value !== null) checked[name] = checkType(value, type);
  }
  return checked;
}

const typeError = (message: string) => new AwsError('SerializationException', message);

/** A type's name, and the name of the class inside it. */
type TypeName = readonly [outer: string, inner: string];

/** The names of dynalite's tables, taken apart: every value of every request has one. */
const typeNames = new Map<string, TypeName>();

/** `Map<AttributeValue>` is a map whose class is `AttributeValue`: https://github.com/architect/dynalite */
function parseTypeName(name: string): TypeName {
  const [, outer = name, inner = ''] = /^([^<]+)<(.+)>$/.exec(name) ?? [];
  typeNames.set(name, [outer, inner]);
  return [outer, inner];
}

function checkType(value: unknown, described: MemberType): unknown {
  const { type, children = {} } = typeof described === 'string' ? { type: described } : described;
  const [outer, inner] = typeNames.get(type) ?? parseTypeName(type);
  switch (outer) {
    case 'AttrStruct':
      return textAttribute(value) ?? checkStructure(value, inner, 'AttributeValue', attributeValue);
    case 'ValueStruct':
    case 'FieldStruct':
      // The members of a structure are described by their names.
      return checkStructure(value, outer, inner, children as MemberTypes);
    case 'List':
    case 'ParameterizedList':
      return checkList(value, outer, children as MemberType); // Of a list, its elements are described.
    case 'Map':
    case 'ParameterizedMap':
      return checkMap(value, outer, inner, children as MemberType); // And of a map, its values.
    default:
      return checkScalar(value, type);
  }
}

const attributeValue: MemberTypes = {
  S: 'String',
  B: 'Blob',
  N: 'String',
  BOOL: 'Boolean',
  NULL: 'Boolean',
  BS: { type: 'List', children: 'Blob' },
  NS: { type: 'List', children: 'String' },
  SS: { type: 'List', children: 'String' },
  L: { type: 'List', children: 'AttrStruct<ValueStruct>' },
  M: { type: 'Map<AttributeValue>', children: 'AttrStruct<ValueStruct>' },
};

/** Most attribute values: a text or a number and nothing else. Undefined for all others, which are checked in full. */
function textAttribute(value: unknown): { readonly S: string } | { readonly N: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  if ((name !== 'S' && name !== 'N') || others.length > 0) return undefined;
  const text: unknown = Reflect.get(value, name);
  if (typeof text !== 'string') return undefined;
  return name === 'S' ? { S: text } : { N: text };
}

const PACKAGE = 'com.amazonaws.dynamodb.v20120810.';

function checkStructure(value: unknown, kind: string, name: string, members: MemberTypes): object {
  if (Array.isArray(value)) throw typeError(`Unrecognized collection type class ${PACKAGE}${name}`);
  if (typeof value === 'object' && value !== null) return checkTypes(value, members);
  throw typeError(kind === 'ValueStruct' ? 'Unexpected value type in payload' : 'Unexpected field type');
}

const CAST =
  "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";

function checkList(value: unknown, kind: string, element: MemberType): unknown[] {
  if (Array.isArray(value)) return value.map((each: unknown) => checkMember(each, element));
  if (typeof value === 'object') throw typeError('Start of structure or map found where not expected');
  throw typeError(kind === 'ParameterizedList' ? CAST : 'Unexpected field type');
}

function checkMap(value: unknown, kind: string, name: string, member: MemberType): object {
  if (Array.isArray(value)) {
    const inside = kind === 'Map' && name.includes('.') ? name : `${PACKAGE}${name || 'AttributeValue'}`;
    throw typeError(`Unrecognized collection type java.util.Map<java.lang.String, ${inside}>`);
  }
  if (typeof value !== 'object' || value === null)
    throw typeError(kind === 'ParameterizedMap' ? CAST : 'Unexpected field type');
  const checked: Record<string, unknown> = {};
  const members: [string, unknown][] = Object.entries(value);
  for (const [key, each] of members) if (each !== undefined) setOwn(checked, key, checkMember(each, member));
  return checked;
}

/** What a list or a map holds. A structure that is null lacks all its members, which later checks report. */
function checkMember(value: unknown, type: MemberType): unknown {
  if (value !== null && value !== undefined) return checkType(value, type);
  const name = typeof type === 'string' ? type : type.type;
  if (name.includes('Struct')) return {};
  throw typeError(`NULL_VALUE cannot be converted to ${name}`);
}

function checkScalar(value: unknown, type: string): unknown {
  if (typeof value === 'object')
    throw typeError(
      Array.isArray(value)
        ? `Unrecognized collection type class java.${type === 'Blob' ? 'nio.ByteBuffer' : `lang.${type}`}`
        : 'Start of structure or map found where not expected',
    );
  switch (type) {
    case 'Boolean':
      return booleanOf(value);
    case 'String':
      if (typeof value === 'string') return value;
      throw notConvertible(value, type);
    case 'Blob':
      return blobOf(value);
    default:
      if (typeof value !== 'number') throw notConvertible(value, type);
      return type === 'Double' ? value : Math.floor(value);
  }
}

const notConvertible = (value: unknown, type: string) =>
  typeError(`${tokenOf(value)} cannot be converted to ${type}`);

function tokenOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'number') return value % 1 === 0 ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  return 'STRING_VALUE';
}

function booleanOf(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') throw notConvertible(value, 'Boolean');
  const text = value.toUpperCase();
  if (['TRUE', '1', 'YES'].includes(text)) return true;
  if (['FALSE', '0', 'NO'].includes(text)) return false;
  throw typeError('Unexpected token received from parser');
}

function blobOf(value: unknown): string {
  if (typeof value !== 'string') throw typeError('only base-64-encoded strings are convertible to bytes');
  if (value.length % 4 !== 0)
    throw typeError(`Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`);
  if (Buffer.from(value, 'base64').toString('base64') !== value)
    throw typeError('Invalid last non-pad Base64 character dectected');
  return value;
}
