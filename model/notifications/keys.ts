/**
 * Keys of inboxes as resolvers write them. `test/model/notifications/keys.test.ts` compares them with ElectroDB's. An entry is
 * announced of its own row, so its sort key begins as those of events do. It lies where no raw event can be written.
 */
export const inboxPartition = (userId: string) => `INBOX#${userId}`;

/** `id` follows from what the entry tells: whatever is delivered again finds the entry there. */
export const notificationKey = (userId: string, id: string) => ({
  pk: inboxPartition(userId),
  sk: `EVENT#${id}`,
});

/** How the sort keys of entries begin in the index that lists a person's by time, in a partition of the same name. */
export const notificationPrefix = 'NOTIFICATION#';

/** Messages to people outside of the inbox, and how many there were: `whose` is a person's id or what a cap counts. */
export const deliveryPartition = (whose: string) => `DELIVERY#${whose}`;

/** The partition of an index that lists messages which wait for the end of quiet hours. */
export const postponedKey = 'POSTPONED';

/** The event of a code that is to be sent. It lies where no raw event can be written. */
export const codeEventKey = (userId: string, codeId: string) => ({
  pk: `CONTACT#${userId}`,
  sk: `EVENT#PHONE_CODE_REQUESTED_EVENT#${codeId}`,
});

/** How, and whether, a person is told. */
export const contactKey = (userId: string) => ({ pk: `CONTACT#${userId}`, sk: 'CONTACT' });

/** What a person waits for, by SKU, in the table and in the index of all that people wait for. */
export const stockWatchesPartition = (userId: string) => `WATCHES#${userId}`;

export const stockWatchPrefix = 'SKU#';

export const stockWatchKey = (userId: string, sku: string) => ({
  pk: stockWatchesPartition(userId),
  sk: `${stockWatchPrefix}${sku}`,
});

/** The partition of an index that lists what people wait for. */
export const allStockWatchesKey = 'WATCHES';

export const stockWatchIndexKeys = (userId: string, sku: string) => ({
  gsi1pk: allStockWatchesKey,
  gsi1sk: `${stockWatchPrefix}${sku}#${userId}`,
});
