import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { totpAt } from '../../local/services/cognito/passwords/totp.ts';
import { connect } from '../../start/connect.ts';
import { enrol, givenAnn, PASSWORD, Username } from '../local/services/cognito/givenSecondFactor.ts';
import { ClientId, UserPoolId } from '../local/services/cognito/poolHarness.ts';

const BEN = { username: 'ben', password: PASSWORD, email: 'ben@example.com', groups: ['Keepers'] };

type Ann = Awaited<ReturnType<typeof givenAnn>>;

const connectTo = ({ url, world }: Ann) =>
  connect(
    { awsEndpointUrl: url, graphqlUrl: url, userPoolId: UserPoolId, userPoolClientId: ClientId },
    undefined,
    () => world.clock.now(),
  );

test('a new user of a pool that requires a second factor gets an authenticator, whose present code is unused', async () => {
  const ann = await givenAnn('ON');
  const { idToken, totpSecret } = await connectTo(ann).signUp(BEN);
  expect(decodeJwt(idToken)).toMatchObject({ 'cognito:username': 'ben', 'cognito:groups': ['Keepers'] });

  const { Session } = await ann.begin('ben');
  const code = totpAt(totpSecret!, ann.world.clock.now());
  const { AuthenticationResult } = await ann.respond('SOFTWARE_TOKEN_MFA', Session, code, 'ben');
  expect(AuthenticationResult).toBeDefined();
});

test('a new user of any other pool gets none', async () => {
  expect(await connectTo(await givenAnn('OPTIONAL')).signUp(BEN)).not.toHaveProperty('totpSecret');
});

test('whose authenticator is needed cannot sign in by a password alone, and is told what is asked for', async () => {
  const ann = await givenAnn('OPTIONAL');
  await enrol(ann);
  await expect(connectTo(ann).signIn(Username, PASSWORD)).rejects.toThrow(
    'a password alone is not enough, Cognito asks for SOFTWARE_TOKEN_MFA',
  );
});
