import { OperatorError } from '../../local/platform/OperatorError.ts';
import { connect, type Doors } from '../connect.ts';
import { causeOf } from './causeOf.ts';

/** Somebody signed in for as long as a load takes. */
export interface LongSession {
  readonly token: string;
  /** Signs in again, once for all who were refused with the token they name; whether there is a new one. */
  renew(refused: string): Promise<boolean>;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Signs in. Throws `OperatorError` where that is refused. */
export async function openSession(doors: Doors, { user, password }: Credentials): Promise<LongSession> {
  const signIn = async () => (await connect(doors).signIn(user, password)).idToken;
  let token: string;
  try {
    token = await signIn();
  } catch (error) {
    throw new OperatorError(`${user} cannot sign in: ${causeOf(error)}`);
  }
  let renewal: Promise<string> | undefined;
  return {
    get token() {
      return token;
    },
    async renew(refused) {
      if (refused === token) {
        renewal ??= signIn().finally(() => (renewal = undefined));
        // Who may not sign in again is left with the refusal that brought this about.
        token = await renewal.catch(() => refused);
      }
      return token !== refused;
    },
  };
}
