/** One way of matching a field, such as `{"prefix": "a"}`: its operand comes after its name. */
export interface PatternOperator {
  /** What is wrong with the operand, in AWS's words; undefined where it is sound. */
  complaint(operand: unknown): string | undefined;
  /** Whether one value of the field matches; the operand is sound. */
  matches(operand: any, value: Leaf): boolean;
}

/** A value that is neither an object nor an array: the only kind that patterns look at. */
export type Leaf = string | number | boolean | null;

export const isLeaf = (value: unknown): value is Leaf => value === null || typeof value !== 'object';
