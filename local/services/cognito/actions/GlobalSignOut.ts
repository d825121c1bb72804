import type { CognitoAction, TokenTarget } from '../CognitoCore.ts';
import { endSessions } from './endSessions.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html */
export const GlobalSignOut: CognitoAction<TokenTarget> = (_, { pool, user }) => endSessions(pool, user);
