import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createConditionReader,
  matchesWildcards,
} from '../../../../../local/services/iam/authorization/conditionValues.ts';
import { simulateAccess } from '../../../../../local/services/iam/authorization/simulateAccess.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/goods';
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
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  Action: fc.constant('dynamodb:PutItem'),
  Resource: fc.constant(TABLE),
  Condition: fc.dictionary(
    fc.constantFrom(...operators),
    fc.record({ 'dynamodb:LeadingKeys': fc.array(text('aA#*?'), { minLength: 1, maxLength: 3 }) }),
    { minKeys: 1, maxKeys: 2 },
  ),
});

test('values between which a policy makes no difference are decided alike', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(statement, { minLength: 1, maxLength: 3 }),
      fc.array(fc.array(text('aA#'), { maxLength: 3 }), { minLength: 6, maxLength: 6 }),
      async (Statement, requests) => {
        const document = { Version: '2012-10-17', Statement };
        const policies = { owner: 'role', identity: [{ policyName: 'own', document }] };
        const reader = createConditionReader(policies, undefined);
        const remembered = new Map<string, boolean>();
        for (const keys of requests) {
          const values = { [KEY]: () => keys };
          const { allowed } = await simulateAccess({
            principal: 'arn:aws:sts::000000000000:assumed-role/role/session',
            accountId: '000000000000',
            request: { action: 'dynamodb:PutItem', resource: TABLE },
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
  const reader = createConditionReader({ identity: [{ policyName: 'own', document }] }, undefined);
  const kinds = Array.from({ length: 1000 }, (_, n) => reader.classify({}, { [KEY]: () => [`ORDER#${n}`] }));
  expect(new Set(kinds).size).toBe(1);
  expect(reader.classify({}, { [KEY]: () => ['USER#1'] })).not.toBe(kinds[0]);
});

test('wildcards match as a regular expression of them does', () => {
  fc.assert(
    fc.property(text('a*?'), text('ab'), (pattern, value) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matchesWildcards(pattern, value)).toBe(expression.test(value));
    }),
  );
});
