/** What an attribute is to become, as `update` takes it: plain markers, as AppSync's own are. */
export type Operation =
  | { readonly type: 'OPERATION_ADD' | 'OPERATION_REPLACE'; readonly value: unknown }
  | { readonly type: 'OPERATION_INCREMENT' | 'OPERATION_DECREMENT'; readonly by: number }
  | { readonly type: 'OPERATION_APPEND' | 'OPERATION_PREPEND'; readonly items: readonly unknown[] }
  | { readonly type: 'OPERATION_UPDATE_LIST_ITEM'; readonly value: unknown; readonly index: number }
  | { readonly type: 'OPERATION_REMOVE' };

export const operations = {
  add: (value: unknown): Operation => ({ type: 'OPERATION_ADD', value }),
  append: (items: readonly unknown[]): Operation => ({ type: 'OPERATION_APPEND', items }),
  decrement: (by = 1): Operation => ({ type: 'OPERATION_DECREMENT', by }),
  increment: (by = 1): Operation => ({ type: 'OPERATION_INCREMENT', by }),
  prepend: (items: readonly unknown[]): Operation => ({ type: 'OPERATION_PREPEND', items }),
  remove: (): Operation => ({ type: 'OPERATION_REMOVE' }),
  replace: (value: unknown): Operation => ({ type: 'OPERATION_REPLACE', value }),
  updateListItem: (value: unknown, index: number): Operation => ({
    type: 'OPERATION_UPDATE_LIST_ITEM',
    value,
    index,
  }),
};

export const isOperation = (value: any): value is Operation =>
  typeof value === 'object' &&
  value !== null &&
  typeof value.type === 'string' &&
  value.type.startsWith('OPERATION_');
