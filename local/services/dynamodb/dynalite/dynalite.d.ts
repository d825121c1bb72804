/** What is used of dynalite 4, which ships no types. Errors are returned, not thrown. */
declare module 'dynalite/db/index.js' {
  type Item = import('../items/AttributeValue.ts').AttributeMap;

  export function createKey(item: Item, table: object, keySchema?: readonly object[]): string;
  export function validateKey(key: Item, table: object): Error | null | undefined;
  export function validateItem(item: Item, table: object): Error | null | undefined;
  export function validateUpdates(
    attributeUpdates: unknown,
    expressionUpdates: unknown,
    table: object,
  ): Error | null | undefined;
  export function validateKeyPaths(nestedPaths: object | undefined, table: object): Error | null | undefined;
  export function checkConditional(data: object, existingItem: Item | undefined): Error | null | undefined;
  export function matchesFilter(item: Item, filter: object, conditionalOperator?: string): boolean;
}

declare module 'dynalite/validations/index.js' {
  export function checkValidations(data: object, types: object, custom: unknown, store: object): void;
}

declare module 'dynalite/validations/*.js' {
  export const types: import('./checkTypes.ts').MemberTypes;
  export const custom: unknown;
}

declare module 'dynalite/actions/*.js' {
  const action: (store: object, data: object, callback: (error: unknown, result: unknown) => void) => void;
  export default action;
}

declare module 'dynalite/db/*Parser.js' {
  const parser: import('./memoizeParser.ts').Parser;
  export default parser;
}
