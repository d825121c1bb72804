import type { MemberType, MemberTypes } from './checkTypes.ts';

/** Whether a value, whose types were checked, meets the constraints of a table. */
type ConstraintCheck = (value: unknown) => boolean;

/**
 * Reads one of dynalite's tables once. dynalite itself goes through all of it for every request, in search of words for
 * what is wrong, and hardly any request has something wrong. Whatever does not pass, or is not known here, is left to it.
 */
export function createConstraintCheck(types: MemberTypes): (input: object) => boolean {
  const members = Object.entries(types).flatMap(([name, type]) => {
    const check = checkOf(type);
    return check ? [[name, check] as const] : [];
  });
  return (input) => members.every(([name, check]) => check(Reflect.get(input, name)));
}

/** Returns undefined where a member has no constraints. */
function checkOf(described: MemberType): ConstraintCheck | undefined {
  if (typeof described === 'string') return undefined;
  const { type, children, ...constraints } = described;
  const isNeeded = 'notNull' in constraints || 'required' in constraints;
  const checks = checksOf(constraints);
  const inside = children === undefined ? undefined : childrenCheck(type, children);
  if (inside) checks.push(inside);
  if (checks.length === 0 && !isNeeded) return undefined;
  return (value) =>
    value === undefined || value === null ? !isNeeded : checks.every((check) => check(value));
}

function childrenCheck(type: string, children: MemberType | MemberTypes): ConstraintCheck | undefined {
  const isList = type.startsWith('List') || type.startsWith('ParameterizedList');
  const isMap = type.startsWith('Map') || type.startsWith('ParameterizedMap');
  if (isList || isMap) {
    const check = checkOf(children as MemberType); // Whatever a list or a map holds is described once.
    return check && ((value) => Object.values(objectOf(value)).every(check));
  }
  const check = createConstraintCheck(children as MemberTypes); // Of a structure, each member is, by its name.
  return (value) => check(objectOf(value));
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

const sizeOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(objectOf(value)).length;

/** The checks of several constraints, by their names. */
const checksOf = (limits: object): ConstraintCheck[] =>
  Object.entries(limits).map(([name, limit]) => constraintCheck(name, limit));

/** What a constraint of dynalite's tables asks of a value: https://github.com/architect/dynalite/tree/main/validations */
function constraintCheck(name: string, limit: unknown): ConstraintCheck {
  const most = Number(limit);
  switch (name) {
    // Both say that the member is needed.
    case 'notNull':
    case 'required':
      return () => true;
    case 'tableName':
      return (value) => sizeOf(value) >= 3 && sizeOf(value) <= 255;
    case 'lengthGreaterThanOrEqual':
      return (value) => sizeOf(value) >= most;
    case 'lengthLessThanOrEqual':
      return (value) => sizeOf(value) <= most;
    case 'greaterThanOrEqual':
      return (value) => typeof value === 'number' && value >= most;
    case 'lessThanOrEqual':
      return (value) => typeof value === 'number' && value <= most;
    case 'enum':
      return (value) => Array.isArray(limit) && limit.includes(value);
    case 'regex': {
      const pattern = new RegExp(`^${String(limit)}$`);
      return (value) => typeof value === 'string' && pattern.test(value);
    }
    case 'keys':
    case 'values': {
      const checks = checksOf(objectOf(limit));
      const partsOf: (value: object) => unknown[] = name === 'keys' ? Object.keys : Object.values;
      return (value) => partsOf(objectOf(value)).every((part) => checks.every((check) => check(part)));
    }
    default:
      return () => false;
  }
}
