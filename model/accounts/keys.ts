/** Account keys, spelled once for ElectroDB and for resolvers; `test/model/accounts/keys.test.ts` compares. */
export const userKey = (userId: string) => ({ pk: `USER#${userId}`, sk: 'USER' });

export const usersKey = 'USERS';

export const userIndexKeys = (userId: string) => ({ gsi1pk: usersKey, gsi1sk: userId });
