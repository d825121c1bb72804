import { mapMembers } from '../../../platform/ownProperty.ts';

/**
 * A value in DynamoDB's JSON, such as `{S: 'a'}`: one member, named by its type; binary in base64.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly AttributeValue[];
  readonly M?: AttributeMap;
}

export type AttributeType = keyof AttributeValue;

/** An item, or a map inside one, such as `{id: {S: 'a'}}`. */
export type AttributeMap = Readonly<Record<string, AttributeValue>>;

/** Whether two attribute values are the same. Lists and maps are compared deeply, and sets in any order. */
export function valuesEqual(left: AttributeValue, right: AttributeValue): boolean {
  if (left.S !== undefined) return left.S === right.S;
  if (left.N !== undefined) return left.N === right.N;
  if (left.BOOL !== undefined) return left.BOOL === right.BOOL;
  if (left.NULL !== undefined) return left.NULL === right.NULL;
  if (left.M) return right.M !== undefined && itemsEqual(left.M, right.M);
  if (left.L) return right.L !== undefined && listsEqual(left.L, right.L);
  if (left.B !== undefined) return left.B === right.B;
  if (left.SS) return right.SS !== undefined && setsEqual(left.SS, right.SS);
  if (left.NS) return right.NS !== undefined && setsEqual(left.NS, right.NS);
  return left.BS !== undefined && right.BS !== undefined && setsEqual(left.BS, right.BS);
}

/** Whether two items, or none, hold the same. */
export function itemsEqual(left: AttributeMap | undefined, right: AttributeMap | undefined): boolean {
  if (!left || !right) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => {
      const value = left[name];
      const other = Object.hasOwn(right, name) ? right[name] : undefined;
      return value !== undefined && other !== undefined && valuesEqual(value, other);
    })
  );
}

const listsEqual = (left: readonly AttributeValue[], right: readonly AttributeValue[]) =>
  left.length === right.length &&
  left.every((value, at) => {
    const other = right[at];
    return other !== undefined && valuesEqual(value, other);
  });

function setsEqual(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const members = new Set(right);
  return left.every((member) => members.has(member));
}

/** A deep copy of a JSON value; members that are undefined are left out. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value; // A copy has the type of its original.
  if (typeof value !== 'object' || value === null) return value;
  return copyOfMembers(value, copyOf) as Value; // As above.
}

/** A deep copy that cannot be changed: tables, indexes and streams share what is stored. */
export function frozenCopyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopyOf)) as Value; // As in `copyOf`.
  if (typeof value !== 'object' || value === null) return value;
  return Object.freeze(copyOfMembers(value as object, frozenCopyOf)) as Value; // As in `copyOf`.
}

function copyOfMembers(value: object, copyOne: <Member>(member: Member) => Member): object {
  // Any object can be read by its own keys.
  const members = value as Readonly<Record<string, unknown>>;
  // Most of an item are texts. What is written as one is made, and read, in a fraction of the time.
  if (typeof members['S'] === 'string' && Object.keys(members).length === 1) return { S: members['S'] };
  return mapMembers(members, copyOne);
}
