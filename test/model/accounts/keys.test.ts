import { expect, test } from 'vitest';
import { userIndexKeys, userKey, usersKey } from '../../../model/accounts/keys.ts';
import { User } from '../../../model/accounts/User.ts';
import { indexes, entityMetadata } from '../../../model/table.ts';

const user = {
  id: 'u-1',
  email: 'a@example.com',
  firstName: 'A',
  lastName: 'B',
  userType: 'TENANT' as const,
  verified: false,
  enabled: true,
  createdOn: '2030-01-01T00:00:00.000Z',
  updatedOn: '2030-01-01T00:00:00.000Z',
};

test('resolvers and Lambdas spell a user’s row the same way', () => {
  expect({ ...user, ...userKey('u-1'), ...userIndexKeys('u-1'), ...entityMetadata('User') }).toEqual(
    User.create(user).params({ table: 'T' }).Item,
  );
});

test('resolvers and Lambdas look up users the same way', () => {
  expect(userKey('u-1')).toEqual(User.get({ id: 'u-1' }).params({ table: 'T' }).Key);
  const { IndexName, ExpressionAttributeValues } = User.query.all({}).params({ table: 'T' });
  expect(IndexName).toBe(indexes.gsi1);
  expect(Object.values(ExpressionAttributeValues)[0]).toBe(usersKey);
});
