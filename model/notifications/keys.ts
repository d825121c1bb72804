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

/** How, and whether, a person is told. */
export const contactKey = (userId: string) => ({ pk: `CONTACT#${userId}`, sk: 'CONTACT' });
