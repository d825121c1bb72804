import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CloudDescription, UserDescription } from '../../CloudDescription.ts';
import { answerChallenge, beginSignIn, refreshTokens, SignInRefused, type Tokens } from './cognito.ts';
import { type Credentials, fixedCredentials } from './Credentials.ts';
import { createKeyring, type Keyring } from './createKeyring.ts';
import { type AccessKey, signedCredentials } from './signedCredentials.ts';
import { totpAt, totpTimes } from './totp.ts';
import { API_KEY, IAM, labelOf, userId, type UserId, usernameOf } from './User.ts';

/** Somebody has to type a password or a key. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
  readonly user: UserId;

  constructor(user: UserId, reason = '') {
    super(MISSING_KEYS[user] ?? `${labelOf(user)} has to sign in${reason === '' ? '.' : `: ${reason}`}`);
    this.user = user;
  }
}

const MISSING_KEYS: Readonly<Record<UserId, string>> = {
  [API_KEY]: 'an API key has to be entered first.',
  [IAM]: 'an access key has to be entered first.',
};

/** Everyone whom the console can act as, and their credentials, which it renews by itself. */
export interface Users {
  /** Those who signed in by the form and those who are seeded are told apart by the cloud's description. */
  readonly store: StoreApi<{ readonly entered: readonly UserId[] }>;
  /** Rejects with `SignInNeeded` where the console cannot do it alone. */
  credentialsOf(user: UserId): Promise<Credentials>;
  /** What the user had was refused: the next credentials are new ones. */
  expire(user: UserId): void;
  /** Somebody signed in by the form. */
  enter(username: string, tokens: Tokens): UserId;
  enterKey(key: { readonly apiKey: string } | AccessKey): UserId;
}

/** Renewed this long before they expire: no request takes longer. Chosen. */
const RENEWAL_MS = 60_000;

export function createUsers(describe: () => CloudDescription, secrets: Storage, isLocal: boolean): Users {
  const keyring = createKeyring(secrets);
  const store = createStore(() => ({ entered: keyring.users() }));
  const valid = new Map<UserId, Tokens>();
  const renewals = new Map<UserId, Promise<Tokens>>();

  const keep = (user: UserId, tokens: Tokens) => {
    valid.set(user, tokens);
    if (tokens.refreshToken !== undefined) keyring.put(user, { refreshToken: tokens.refreshToken });
    store.setState({ entered: keyring.users() });
    return tokens;
  };

  const tokensOf = (user: UserId): Promise<Tokens> => {
    const known = valid.get(user);
    if (known && known.expiresAt - RENEWAL_MS > Date.now()) return Promise.resolve(known);
    const running = renewals.get(user);
    if (running) return running;
    const renewal = renew(describe(), keyring, user)
      .then((tokens) => keep(user, tokens))
      .finally(() => renewals.delete(user));
    renewals.set(user, renewal);
    return renewal;
  };

  return {
    store,
    async credentialsOf(user) {
      if (user === API_KEY) return fixedCredentials({ 'x-api-key': apiKeyOf(describe(), keyring) });
      if (user === IAM)
        return signedCredentials(describe().region, accessKeyOf(describe(), keyring, isLocal));
      return fixedCredentials({ authorization: (await tokensOf(user)).idToken });
    },
    expire: (user) => void valid.delete(user),
    enter(username, tokens) {
      const user = userId(username);
      keep(user, tokens);
      return user;
    },
    enterKey(key) {
      const user = 'apiKey' in key ? API_KEY : IAM;
      keyring.put(user, key);
      store.setState({ entered: keyring.users() });
      return user;
    },
  };
}

/** By the refresh token of this session, or by the password where the cloud names it. */
async function renew(description: CloudDescription, keyring: Keyring, user: UserId): Promise<Tokens> {
  const { refreshToken } = keyring.get(user) ?? {};
  const seeded = description.users.find(({ username }) => username === usernameOf(user));
  if (refreshToken !== undefined) {
    try {
      return await refreshTokens(description, refreshToken);
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      keyring.remove(user);
      if (!seeded) throw new SignInNeeded(user, error.message);
    }
  }
  if (!seeded) throw new SignInNeeded(user);
  return signInSeeded(description, seeded);
}

/** With the code of an authenticator where the user has one. */
async function signInSeeded(description: CloudDescription, user: UserDescription): Promise<Tokens> {
  const { username, password, totpSecret } = user;
  let refusal = new SignInRefused('Cognito asks for more than the console knows of them.');
  for (const time of totpTimes(Date.now())) {
    const step = await beginSignIn(description, username, password);
    if ('tokens' in step) return step.tokens;
    if (step.challenge.name !== 'SOFTWARE_TOKEN_MFA' || totpSecret === undefined) break;
    try {
      const answered = await answerChallenge(description, step.challenge, await totpAt(totpSecret, time));
      if ('tokens' in answered) return answered.tokens;
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      refusal = error;
    }
  }
  throw new SignInNeeded(userId(username), refusal.message);
}

function apiKeyOf({ apiKey }: CloudDescription, keyring: Keyring): string {
  const key = keyring.get(API_KEY)?.apiKey ?? apiKey;
  if (key === null) throw new SignInNeeded(API_KEY);
  return key;
}

/** Where the description names no key, any will do on this machine. */
function accessKeyOf({ accessKey }: CloudDescription, keyring: Keyring, isLocal: boolean): AccessKey {
  const { accessKeyId, secretAccessKey, sessionToken } = keyring.get(IAM) ?? {};
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  if (accessKey) return accessKey;
  if (isLocal) return { accessKeyId: 'test', secretAccessKey: 'test' };
  throw new SignInNeeded(IAM);
}
