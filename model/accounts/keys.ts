/** Account keys as resolvers write them. `test/model/accounts/keys.test.ts` compares them with ElectroDB's. */
export const userKey = (userId: string) => ({ pk: `USER#${userId}`, sk: 'USER' });

/** What happened to an account: `eventId` sorts by time. */
export const userEventKey = (userId: string, eventName: string, eventId: string) => ({
  pk: `EVENTS#USER_ID#${userId}`,
  sk: `EVENT#${eventName}#${eventId}`,
});

export const usersKey = 'USERS';

export const userIndexKeys = (userId: string) => ({ gsi1pk: usersKey, gsi1sk: userId });
