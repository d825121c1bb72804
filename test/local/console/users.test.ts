import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CloudDescription, UserDescription } from '../../../local/CloudDescription.ts';
import { answerChallenge, beginSignIn, type SignInStep } from '../../../local/console/users/cognito.ts';
import { createUsers } from '../../../local/console/users/createUsers.ts';
import { API_KEY, IAM, userId } from '../../../local/console/users/User.ts';
import { createStorage } from '../../support/createStorage.ts';
import { enrol, givenAnn, PASSWORD, Username } from '../services/cognito/givenSecondFactor.ts';
import { ClientId, MOMENT, UserPoolId } from '../services/cognito/poolHarness.ts';

// The page computes codes by its own time of day, which is the cloud's.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: MOMENT }));
afterAll(() => void vi.useRealTimers());

function describe(url: string, users: readonly UserDescription[] = []): CloudDescription {
  return {
    graphqlUrl: `${url}/graphql`,
    realtimeUrl: '',
    graphqlTlsUrl: '',
    apiKey: null,
    region: 'us-east-1',
    userPoolId: UserPoolId,
    userPoolClientId: ClientId,
    awsEndpointUrl: url,
    tableName: null,
    accessKey: null,
    queues: {},
    users,
    stacks: {},
  };
}

const ann = (totpSecret?: string): UserDescription => ({
  username: Username,
  password: PASSWORD,
  groups: [],
  ...(totpSecret !== undefined && { totpSecret }),
});

const challengeOf = (step: SignInStep) => ('challenge' in step ? step.challenge : undefined);

test('who needs an authenticator sets one up in the form, and is asked for its code from then on', async () => {
  const pool = await givenAnn('ON');
  const place = describe(pool.url);
  const setup = challengeOf(await beginSignIn(place, Username, PASSWORD))!;
  expect(setup).toMatchObject({ name: 'MFA_SETUP', secretCode: expect.any(String) });
  const step = await answerChallenge(place, setup, pool.codeOf(setup.secretCode));
  expect(step).toMatchObject({ tokens: { idToken: expect.any(String), refreshToken: expect.any(String) } });

  await pool.nextStep();
  const asked = challengeOf(await beginSignIn(place, Username, PASSWORD))!;
  expect(asked.name).toBe('SOFTWARE_TOKEN_MFA');
  const wrong = answerChallenge(place, asked, pool.wrongCodeOf(setup.secretCode!));
  await expect(wrong).rejects.toThrow(/[Ii]nvalid code|mismatch/);
});

test('a seeded user signs in with the code of their authenticator, twice in the same half minute', async () => {
  const pool = await givenAnn('OPTIONAL');
  const { secret } = await enrol(pool);
  await pool.nextStep();
  vi.setSystemTime(pool.world.clock.now());
  for (const storage of [createStorage(), createStorage()]) {
    const users = createUsers(() => describe(pool.url, [ann(secret)]), storage, true);
    const { authorization } = await (await users.credentialsOf(userId(Username))).authorize('', '');
    await expect(pool.cognito.verifyToken(UserPoolId, authorization!)).resolves.toBeDefined();
  }
  vi.setSystemTime(MOMENT);
});

test('a session that is over is begun again by the password of a seeded user; others have to sign in', async () => {
  const pool = await givenAnn('OFF');
  const storage = createStorage();
  storage.setItem(
    'console:secrets',
    JSON.stringify([[userId(Username), { refreshToken: 'of another cloud' }]]),
  );
  const entered = createUsers(() => describe(pool.url), storage, true);
  await expect(entered.credentialsOf(userId(Username))).rejects.toThrow('ann has to sign in');
  expect(storage.getItem('console:secrets')).toBe('[]');
  const seeded = createUsers(() => describe(pool.url, [ann()]), storage, true);
  const first = await (await seeded.credentialsOf(userId(Username))).authorize('', '');
  seeded.expire(userId(Username));
  const second = await (await seeded.credentialsOf(userId(Username))).authorize('', '');
  expect(second).not.toEqual(first);
  expect(storage.getItem('console:secrets')).not.toContain(PASSWORD);
});

test('keys are those of the description, those that were entered, or asked for', async () => {
  const users = createUsers(() => describe('http://127.0.0.1:1'), createStorage(), false);
  await expect(users.credentialsOf(API_KEY)).rejects.toThrow('an API key has to be entered first.');
  await expect(users.credentialsOf(IAM)).rejects.toThrow('an access key has to be entered first.');
  users.enterKey({ apiKey: 'da2-key' });
  users.enterKey({ accessKeyId: 'AKIDESK', secretAccessKey: 'secret', sessionToken: 'session' });
  expect(await (await users.credentialsOf(API_KEY)).authorize('', '')).toEqual({ 'x-api-key': 'da2-key' });
  const signed = await (await users.credentialsOf(IAM)).authorize('http://127.0.0.1:1/graphql', '{}');
  expect(signed).toMatchObject({
    authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIDESK\/.*\/appsync\/aws4_request/),
    'x-amz-security-token': 'session',
  });
});
