import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { expect, test } from 'vitest';
import { grantTable, type TableGrants } from '../../../lib/platform/grantTable.ts';

const arn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/T';

/** The statements that a role is given. */
const granted = (grants: TableGrants) => {
  const stack = new Stack(new App(), 'S');
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  grantTable(role, Table.fromTableArn(stack, 'Table', arn), grants);
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  return policy?.Properties.PolicyDocument.Statement ?? [];
};

const onlyKeys = (...keys: string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

test('an action is granted on the partitions named, and on a request that names one', () => {
  expect(granted({ puts: ['lots'] })).toEqual([
    {
      Effect: 'Allow',
      Action: 'dynamodb:PutItem',
      Resource: arn,
      Condition: onlyKeys('SKU#*'),
    },
  ]);
});

test('an action stands in one statement, with all its partitions', () => {
  const statements = granted({ gets: ['skus', 'orders'], updates: ['orders', 'skus'], deletes: ['users'] });
  expect(statements).toEqual([
    {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      Resource: arn,
      Condition: onlyKeys('EVENTS#ORDER_ID#*', 'SKUS'),
    },
    { Effect: 'Allow', Action: 'dynamodb:DeleteItem', Resource: arn, Condition: onlyKeys('USER#*') },
  ]);
});

test('an index is granted only by what it lists, under its own keys', () => {
  expect(granted({ queries: ['bookings', 'apartmentBookings', 'serviceBookings'] })).toEqual([
    { Effect: 'Allow', Action: 'dynamodb:Query', Resource: arn, Condition: onlyKeys('BOOKING#*') },
    {
      Effect: 'Allow',
      Action: 'dynamodb:Query',
      Resource: `${arn}/index/gsi2`,
      Condition: onlyKeys('APARTMENT#*', 'SERVICES#*'),
    },
  ]);
});

test('nothing granted is no policy', () => {
  expect(granted({})).toEqual([]);
});

test('only what there is can be granted', () => {
  // @ts-expect-error there is no such partition
  void ({ gets: ['pets'] } satisfies TableGrants);
  // @ts-expect-error nobody reads the whole table
  void ({ scans: ['orders'] } satisfies TableGrants);
  // @ts-expect-error a listing is queried, never written
  void ({ puts: ['allOrders'] } satisfies TableGrants);
});
