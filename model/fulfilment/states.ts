/** Every status of a shopping list. PENDING: its order is not paid for yet. */
export const listStatuses = ['PENDING', 'AVAILABLE', 'ASSIGNED', 'COMPLETED', 'CANCELED'] as const;
export type ListState = (typeof listStatuses)[number];

/**
 * Where a list can go from each status. A list that is ASSIGNED can be given back. Its order may still be canceled when
 * it is COMPLETED, and then it is, too. Nothing leaves CANCELED.
 */
const moves: Record<ListState, ListState[]> = {
  PENDING: ['AVAILABLE', 'CANCELED'],
  AVAILABLE: ['ASSIGNED', 'CANCELED'],
  ASSIGNED: ['AVAILABLE', 'COMPLETED', 'CANCELED'],
  COMPLETED: ['CANCELED'],
  CANCELED: [],
};

export const canMoveList = (from: ListState, to: ListState) => moves[from].indexOf(to) >= 0;
