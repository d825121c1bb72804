import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createConditionReader,
  matchesWildcards,
} from '../../../../../local/services/iam/authorization/conditionValues.ts';
import { simulateAccess } from '../../../../../local/services/iam/authorization/simulateAccess.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/goods';
const ACTION = 'dynamodb:PutItem';
const KEY = 'dynamodb:leadingkeys';

const text = (letters: string) =>
  fc.array(fc.constantFrom(...letters), { maxLength: 4 }).map((all) => all.join(''));
const operators = [
  'ForAllValues:StringLike',
  'ForAnyValue:StringLike',
  'ForAllValues:StringEquals',
  'ForAnyValue:StringNotLike',
  'ForAllValues:StringNotEquals',
  'ForAllValues:StringEqualsIgnoreCase',
];
const aboutActions = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ Action: ACTION }) },
  fc
    .subarray(['dynamodb:PUT*', 'dynamodb:Put?tem', '*', 'dynamodb:GetItem', 'sqs:*'], { minLength: 1 })
    .map((Action) => ({ Action })),
  fc.constantFrom({ NotAction: 'dynamodb:GetItem' }, { NotAction: 'dynamodb:Put*' }),
);
const conditioned = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  Resource: fc.constant(TABLE),
  Condition: fc.dictionary(
    fc.constantFrom(...operators),
    fc.record({ 'dynamodb:LeadingKeys': fc.array(text('aA#*?'), { minLength: 1, maxLength: 3 }) }),
    { minKeys: 1, maxKeys: 2 },
  ),
});
const statement = fc
  .tuple(aboutActions, conditioned)
  .map(([actions, conditions]) => ({ ...actions, ...conditions }));

test('values between which a policy makes no difference are decided alike', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(statement, { minLength: 1, maxLength: 3 }),
      fc.array(fc.array(text('aA#'), { maxLength: 3 }), { minLength: 6, maxLength: 6 }),
      async (Statement, requests) => {
        const document = { Version: '2012-10-17', Statement };
        const policies = { owner: 'role', identity: [{ policyName: 'own', document }] };
        const reader = createConditionReader(policies, undefined, ACTION);
        const remembered = new Map<string, boolean>();
        for (const keys of requests) {
          const values = { [KEY]: () => keys };
          const { allowed } = await simulateAccess({
            principal: 'arn:aws:sts::000000000000:assumed-role/role/session',
            accountId: '000000000000',
            request: { action: ACTION, resource: TABLE },
            policies,
            context: reader.read({}, values),
          });
          const kind = reader.classify({}, values);
          expect(remembered.get(kind) ?? allowed).toBe(allowed);
          remembered.set(kind, allowed);
        }
      },
    ),
    { numRuns: 150, seed: 11 },
  );
});

test('a thousand keys under one prefix are of one kind', () => {
  const document = {
    Statement: { Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ORDER#*'] } } },
  };
  const reader = createConditionReader({ identity: [{ policyName: 'own', document }] }, undefined, ACTION);
  const kinds = Array.from({ length: 1000 }, (_, n) => reader.classify({}, { [KEY]: () => [`ORDER#${n}`] }));
  expect(new Set(kinds).size).toBe(1);
  expect(reader.classify({}, { [KEY]: () => ['USER#1'] })).not.toBe(kinds[0]);
});

test('what a policy says of other actions makes no difference', () => {
  const allow = (Action: string, keys: string) => ({
    Effect: 'Allow',
    Action,
    Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [keys] } },
  });
  const document = { Statement: [allow('dynamodb:putitem', 'ORDER#*'), allow('dynamodb:Get*', 'USER#1*')] };
  const reader = createConditionReader({ identity: [{ policyName: 'own', document }] }, undefined, ACTION);
  const kindOf = (key: string) => reader.classify({}, { [KEY]: () => [key] });
  expect(kindOf('USER#1')).toBe(kindOf('USER#2'));
  expect(kindOf('ORDER#1')).not.toBe(kindOf('USER#1'));
});

test('wildcards match as a regular expression of them does', () => {
  fc.assert(
    fc.property(text('a*?'), text('ab'), (pattern, value) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matchesWildcards(pattern, value)).toBe(expression.test(value));
    }),
  );
});
