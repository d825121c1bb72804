import { expect, test } from 'vitest';
import { createWorld } from '../../../../local/platform/World.ts';
import { createIam } from '../../../../local/services/iam/createIam.ts';

const roleArn = 'arn:aws:iam::000000000000:role/path/reader';
const role = {
  roleName: 'reader',
  roleArn,
  trustPolicy: { Version: '2012-10-17' },
  managedPolicyArns: [],
  policies: [],
};

function givenRole() {
  const iam = createIam(createWorld({ seed: 3 }));
  iam.createRole(role);
  return iam;
}

test('a role’s temporary keys sign as the role', () => {
  const iam = givenRole();

  const { accessKeyId, secretAccessKey, sessionToken } = iam.credentialsOf(roleArn, 'job');

  expect(accessKeyId).toMatch(/^ASIA[A-Z0-9]{16}$/);
  expect(sessionToken).not.toBe('');
  expect(iam.principalOf(accessKeyId)).toEqual({
    accessKeyId,
    arn: 'arn:aws:sts::000000000000:assumed-role/reader/job',
    roleArn,
  });
  expect(iam.secretOf(accessKeyId)).toBe(secretAccessKey);
});

test('the keys of a role stay the same, and the same seed gives the same keys', () => {
  const iam = givenRole();

  expect(iam.credentialsOf(roleArn, 'job')).toEqual(iam.credentialsOf(roleArn, 'job'));
  expect(iam.credentialsOf(roleArn, 'job')).toEqual(givenRole().credentialsOf(roleArn, 'job'));
});

test.each([['AKIAANYTHING'], [undefined]])(
  'the key %s, which was never issued, is the operator’s',
  (accessKeyId) => {
    const iam = givenRole();

    expect(iam.principalOf(accessKeyId)).toEqual({
      arn: 'arn:aws:iam::000000000000:root',
      accessKeyId: accessKeyId ?? '',
    });
    expect(iam.secretOf(accessKeyId ?? '')).toBeUndefined();
  },
);

test('policies are kept with their role', () => {
  const iam = givenRole();
  const policy = { policyName: 'read', document: { Statement: [] } };

  iam.addPolicy('reader', policy);

  expect(iam.roles()).toEqual([{ ...role, policies: [policy] }]);
});

test('a role that does not exist is refused', () => {
  const iam = givenRole();
  const refusal = { code: 'NoSuchEntity', status: 404 };

  expect(() => iam.credentialsOf('arn:aws:iam::000000000000:role/none', 'job')).toThrow(
    expect.objectContaining(refusal),
  );
  expect(() => iam.addPolicy('none', { policyName: 'read', document: {} })).toThrow(
    expect.objectContaining({ ...refusal, message: 'The role with name none cannot be found.' }),
  );
});

const trustedUntil = (aws: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { DateLessThan: { 'aws:CurrentTime': aws } },
    },
  ],
});

test('a service is trusted for the hour of its session, each time announced, and then asked again', async () => {
  const world = createWorld({ frozenAt: Date.parse('2030-01-01T00:00:00Z'), seed: 3 });
  const iam = createIam(world);
  iam.createRole({ ...role, trustPolicy: trustedUntil('2030-01-01T00:30:00Z') });
  const caller = { service: 'events', sourceArn: 'arn:aws:events:::rule/r', sessionName: 's', traceId: 't' };
  const assumed: boolean[] = [];
  iam.authorizer.onDecision(({ allowed }) => assumed.push(allowed));
  const assume = async () => iam.assumeRole(roleArn, caller);

  await assume();
  await assume();
  await world.clock.advance(40 * 60_000);
  await assume();
  await world.clock.advance(40 * 60_000);

  await expect(assume()).rejects.toMatchObject({ code: 'AccessDenied' });
  expect(assumed).toEqual([true, true, true, false]);
});

test('a service that is trusted no more is refused at once', async () => {
  const iam = createIam(createWorld({ frozenAt: Date.parse('2030-01-01T00:00:00Z'), seed: 3 }));
  iam.createRole({ ...role, trustPolicy: trustedUntil('2030-01-02T00:00:00Z') });
  const caller = { service: 'events', sourceArn: 'arn:aws:events:::rule/r', sessionName: 's', traceId: 't' };
  const assume = async () => iam.assumeRole(roleArn, caller);
  await assume();
  await assume();

  iam.createRole({ ...role, trustPolicy: { Version: '2012-10-17', Statement: [] } });

  await expect(assume()).rejects.toMatchObject({ code: 'AccessDenied' });
});
