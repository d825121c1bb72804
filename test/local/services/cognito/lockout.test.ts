import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { ClientId, type Given, givenPool, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';

async function givenAnn(given?: Given) {
  const all = await givenPool(given);
  const { sdk } = all;
  const named = { UserPoolId, Username: 'ann' };
  const UserAttributes = [{ Name: 'email', Value: 'ann@example.com' }];
  await sdk.send(new AdminCreateUserCommand({ ...named, UserAttributes }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...named, Password: PASSWORD, Permanent: true }));
  const initiate = (
    AuthFlow: 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH',
    AuthParameters: Record<string, string>,
  ) => sdk.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
  const startSrp = async (USERNAME: string) =>
    (await initiate('USER_SRP_AUTH', { USERNAME, SRP_A: 'abcdef' })).ChallengeParameters!;
  return {
    ...all,
    startSrp,
    signIn: (password: string, USERNAME = 'ann') =>
      initiate('USER_PASSWORD_AUTH', { USERNAME, PASSWORD: password }),
    proveWrongly: async (USERNAME: string) =>
      sdk.send(
        new RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName: 'PASSWORD_VERIFIER',
          ChallengeResponses: {
            USERNAME,
            PASSWORD_CLAIM_SECRET_BLOCK: (await startSrp(USERNAME))['SECRET_BLOCK']!,
            PASSWORD_CLAIM_SIGNATURE: 'wrong',
            TIMESTAMP: 'Mon May 6 07:08:09 UTC 2030',
          },
        }),
      ),
  };
}

const WRONG = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const LOCKED = { name: 'NotAuthorizedException', message: 'Password attempts exceeded' };

test.each(['ann', 'nobody'])(
  'five wrong passwords of %s lock for a second, and each later one twice as long',
  async (name) => {
    const { world, signIn } = await givenAnn();
    for (let time = 0; time < 5; time++) await expect(signIn('wrong', name)).rejects.toMatchObject(WRONG);
    for (const lockedMs of [1000, 2000, 4000]) {
      await expect(signIn('wrong', name)).rejects.toMatchObject(LOCKED);
      await world.clock.advance(lockedMs - 1);
      await expect(signIn(PASSWORD, name)).rejects.toMatchObject(LOCKED);
      await world.clock.advance(1);
      await expect(signIn('wrong', name)).rejects.toMatchObject(WRONG);
    }
  },
);

test('the right password, or a quarter of an hour, ends the count', async () => {
  const { world, signIn } = await givenAnn();
  const fail = async (times: number) => {
    for (let time = 0; time < times; time++) await expect(signIn('wrong')).rejects.toMatchObject(WRONG);
  };
  await fail(4);
  await signIn(PASSWORD);
  await fail(5);
  await world.clock.advance(15 * 60_000);
  await fail(5);
  await expect(signIn(PASSWORD)).rejects.toMatchObject(LOCKED);
});

test('passwords that are proved without being sent count, too', async () => {
  const { signIn, proveWrongly } = await givenAnn();
  for (let time = 0; time < 5; time++) await expect(proveWrongly('ann')).rejects.toMatchObject(WRONG);
  await expect(signIn(PASSWORD)).rejects.toMatchObject(LOCKED);
});

test('a name that nobody has is challenged like any other, and refused like a wrong password', async () => {
  const { startSrp, proveWrongly } = await givenAnn();
  const [ann, nobody] = [await startSrp('ann'), await startSrp('nobody')];
  expect(Object.keys(nobody)).toEqual(Object.keys(ann));
  expect(nobody['SALT']).toHaveLength(ann['SALT']!.length);
  expect((await startSrp('Nobody'))['SALT']).toBe(nobody['SALT']);
  expect((await startSrp('somebody'))['SALT']).not.toBe(nobody['SALT']);
  await expect(proveWrongly('nobody')).rejects.toMatchObject(WRONG);
  const legacy = await givenAnn({ client: { preventUserExistenceErrors: false } });
  await expect(legacy.startSrp('nobody')).rejects.toMatchObject({ name: 'UserNotFoundException' });
});

test('who is disabled is told so only for the right password', async () => {
  const { sdk, signIn } = await givenAnn();
  await sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: 'ann' }));
  await expect(signIn('wrong')).rejects.toMatchObject(WRONG);
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ message: 'User is disabled.' });
});

test('a password is changed at most five times an hour', async () => {
  const { world, sdk, signIn } = await givenAnn({ client: { accessTokenValidityMs: 2 * 3_600_000 } });
  const { AccessToken } = (await signIn(PASSWORD)).AuthenticationResult!;
  const change = () =>
    sdk.send(
      new ChangePasswordCommand({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: PASSWORD }),
    );
  for (let time = 0; time < 5; time++) await change();
  await expect(change()).rejects.toMatchObject({ name: 'LimitExceededException' });
  await world.clock.advance(3_600_000);
  await change();
});
