import type { AttributeMap, AttributeValue } from '../items/AttributeValue.ts';

/** What dynalite's grammars make of expressions, with names and values already put in. */
export type Condition =
  | { readonly type: 'and' | 'or' | 'not'; readonly args: readonly Condition[] }
  | { readonly type: Comparator | 'between' | 'in'; readonly args: readonly Operand[] }
  | { readonly type: 'function'; readonly name: ConditionFunction; readonly args: readonly Operand[] };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type ConditionFunction =
  | 'attribute_exists'
  | 'attribute_not_exists'
  | 'attribute_type'
  | 'begins_with'
  | 'contains';

/** The way to a value inside an item: names of attributes and places in lists. */
export type Path = readonly (string | number)[];

/** A document path, a literal, or `size(…)`. */
export type Operand =
  | Path
  | AttributeValue
  | { readonly type: 'function'; readonly name: 'size'; readonly args: readonly [Operand] };

/** What a `SET` puts: a path, a literal, a sum or a function of such. */
export type SetOperand =
  | Path
  | AttributeValue
  | { readonly type: 'add' | 'subtract'; readonly args: readonly [SetOperand, SetOperand] }
  | { readonly type: 'function'; readonly name: 'if_not_exists'; readonly args: readonly [Path, SetOperand] }
  | {
      readonly type: 'function';
      readonly name: 'list_append';
      readonly args: readonly [SetOperand, SetOperand];
    };

/** One clause of an update expression. */
export type UpdateSection =
  | { readonly type: 'set'; readonly path: Path; readonly val: SetOperand }
  | { readonly type: 'remove'; readonly path: Path }
  | MemberSection;

/** `ADD` and `DELETE`: to a number, or to and from a set. */
export interface MemberSection {
  readonly type: 'add' | 'delete';
  readonly path: Path;
  readonly val: AttributeValue;
  readonly attrType: 'N' | 'SS' | 'NS' | 'BS';
}

export const isPath = (operand: Operand | SetOperand): operand is Path => Array.isArray(operand);

/** The attribute value at a document path; undefined where the item has none. */
export function valueAt(path: Path, item: AttributeMap): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) {
    if (typeof step === 'number') value = value?.L?.[step];
    else value = value?.M && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
  }
  return value;
}
