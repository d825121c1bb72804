import { OperatorError } from '../../local/platform/errors.ts';
import { causeOf, connect, type Deployment, RequestRefused } from '../connect.ts';

/** The result of signing in again. `refused` is final; `failed` may be tried again. */
export type Renewal = 'renewed' | 'refused' | 'failed';

/** A session that can be renewed for as long as a load takes. */
export interface LongSession {
  readonly token: string;
  /** Signs in again, once for all callers whose token `refused` is. */
  renew(refused: string): Promise<Renewal>;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Signs in. The session can be renewed until `stop` is aborted. Throws `OperatorError` if signing in fails. */
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
