import type { AttributeMap } from '../DynamoDb.ts';

/** What dynalite's grammars make of expressions, with names and values already put in. */
export type Condition =
  | { readonly type: 'and' | 'or' | 'not'; readonly args: readonly Condition[] }
  | { readonly type: Comparator | 'between' | 'in'; readonly args: readonly Operand[] }
  | { readonly type: 'function'; readonly name: string; readonly args: readonly Operand[] };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Path = readonly (string | number)[];

/** A document path, a literal, or `size(…)`. */
export type Operand =
  | Path
  | AttributeMap
  | { readonly type: 'function'; readonly name: 'size'; readonly args: readonly Operand[] };

/** What a `SET` puts: a path, a literal, a sum or a function of such. */
export type SetOperand =
  | Path
  | AttributeMap
  | { readonly type: 'add' | 'subtract'; readonly args: readonly [SetOperand, SetOperand] }
  | {
      readonly type: 'function';
      readonly name: 'if_not_exists' | 'list_append';
      readonly args: readonly [SetOperand, SetOperand];
    };

/** One clause of an update expression. */
export type UpdateSection =
  | { readonly type: 'set'; readonly path: Path; readonly val: SetOperand }
  | { readonly type: 'remove'; readonly path: Path }
  | {
      readonly type: 'add' | 'delete';
      readonly path: Path;
      readonly val: AttributeMap;
      readonly attrType: string;
    };

/** The attribute value at a document path; undefined where the item has none. */
export function valueAt(path: Path, item: AttributeMap): AttributeMap | undefined {
  let value: AttributeMap | undefined = { M: item };
  for (const step of path) {
    const container: any = typeof step === 'number' ? value?.L : value?.M;
    value = container && Object.hasOwn(container, step) ? container[step] : undefined;
  }
  return value;
}
