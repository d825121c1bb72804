/** Account keys as resolvers write them. `test/model/accounts/keys.test.ts` compares them with ElectroDB's. */
export const userKey = (userId: string) => ({ pk: `USER#${userId}`, sk: 'USER' });

export const usersKey = 'USERS';

export const userIndexKeys = (userId: string) => ({ gsi1pk: usersKey, gsi1sk: userId });
