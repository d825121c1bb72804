import type { ListState } from './states.ts';

/**
 * Fulfilment keys as resolvers write them. `test/model/fulfilment/keys.test.ts` compares them with ElectroDB's. A list has
 * its order's id, so an order has one. Its events lie in its partition, where raw events cannot be written.
 */
export const listPartition = (listId: string) => `LIST#${listId}`;

export const listKey = (listId: string) => ({ pk: listPartition(listId), sk: 'LIST' });

/** `version` is the list's, from that event on. */
export const listEventKey = (listId: string, version: number, eventName: string) => ({
  pk: listPartition(listId),
  sk: `EVENT#${`0000000${version}`.slice(-8)}#${eventName}`,
});

/** The partition of an index that lists all lists. */
export const allListsKey = 'LISTS';

/** The partition of an index that lists the lists of a building. */
export const buildingListsKey = (buildingId: string) => `LISTS#${buildingId}`;

/** How the sort keys of lists begin in both indexes, all of them or those of a status. */
export const listSortPrefix = (status?: ListState | null) => (status ? `LIST#${status}#` : 'LIST#');

export const listSortKey = (status: ListState, createdOn: string, listId: string) =>
  `${listSortPrefix(status)}${createdOn}#${listId}`;

/** Whether a person of the staff takes lists, and which one they have. */
export const availabilityKey = (userId: string) => ({ pk: `CARETAKER#${userId}`, sk: 'AVAILABILITY' });
