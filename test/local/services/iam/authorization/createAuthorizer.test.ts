import { expect, test } from 'vitest';
import { createWorld } from '../../../../../local/platform/World.ts';
import type { CallerPolicies } from '../../../../../local/services/iam/authorization/Access.ts';
import { createAuthorizer } from '../../../../../local/services/iam/authorization/createAuthorizer.ts';
import { testCall } from '../../../../support/serveActions.ts';

const request = { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:us-east-1:000000000000:jobs' };

function given(statement: object) {
  const document = { Version: '2012-10-17', Statement: [statement] };
  const policies: CallerPolicies = { owner: 'sender', identity: [{ policyName: 'Send', document }] };
  const authorizer = createAuthorizer(createWorld(), () => policies);
  const announced: unknown[] = [];
  authorizer.onDecision((decision) => announced.push(decision));
  return { authorizer, announced };
}

test('equal requests that come at once are decided once, and each is told of', async () => {
  const { authorizer, announced } = given({ Effect: 'Allow', Action: 'sqs:*', Resource: '*' });
  const [first, ...others] = await Promise.all(
    [1, 2, 3].map(async () => authorizer.decide(testCall, request)),
  );
  expect(first).toMatchObject({ allowed: true, action: request.action });
  // The very same object, which a second simulation would not have made.
  expect(others.every((decision) => decision === first)).toBe(true);
  expect(announced).toEqual([first, first, first]);
  expect(authorizer.decide(testCall, request)).toBe(first);
});

test('a decision under way when policies change is not remembered', async () => {
  const { authorizer } = given({ Effect: 'Allow', Action: 'sqs:*', Resource: '*' });
  const before = authorizer.decide(testCall, request);
  authorizer.reset();
  const after = authorizer.decide(testCall, request);
  expect(after).not.toBe(before);
  const [old] = await Promise.all([before, after]);
  expect(authorizer.decide(testCall, request)).not.toBe(old);
});

test('a policy that is malformed fails each request, also those that come later', async () => {
  const { authorizer } = given({ Effect: 'Perhaps', Action: 'sqs:*', Resource: '*' });
  const decide = async () => authorizer.decide(testCall, request);
  const refused = { name: 'MalformedPolicyDocument' };
  const both = await Promise.allSettled([decide(), decide()]);
  expect(both).toMatchObject([{ reason: refused }, { reason: refused }]);
  await expect(decide()).rejects.toMatchObject(refused);
});
