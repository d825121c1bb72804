import { OperatorError } from '../../local/platform/errors.ts';
import { causeOf, connect, type Deployment, RequestRefused } from '../connect.ts';

/** What came of signing in again: `failed` where nobody has said no, and it may be tried again. */
export type Renewal = 'renewed' | 'refused' | 'failed';

/** Somebody signed in for as long as a load takes. */
export interface LongSession {
  readonly token: string;
  /** Signs in again, once for all who were refused with the token they name. */
  renew(refused: string): Promise<Renewal>;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Signs in, now and until `stop` is aborted. Throws `OperatorError` where that is refused. */
export async function openSession(
  deployment: Deployment,
  { user, password }: Credentials,
  stop: AbortSignal,
): Promise<LongSession> {
  const signIn = async () => (await connect(deployment, stop).signIn(user, password)).idToken;
  let token: string;
  try {
    token = await signIn();
  } catch (error) {
    throw new OperatorError(`${user} cannot sign in: ${causeOf(error)}`);
  }
  const signInAgain = async (): Promise<Renewal> => {
    try {
      token = await signIn();
      return 'renewed';
    } catch (error) {
      return error instanceof RequestRefused && !error.isTransient ? 'refused' : 'failed';
    }
  };
  let renewal: Promise<Renewal> | undefined;
  return {
    get token() {
      return token;
    },
    async renew(refused) {
      if (refused !== token) return 'renewed';
      renewal ??= signInAgain().finally(() => (renewal = undefined));
      return renewal;
    },
  };
}
