import type { CognitoAction, UserTarget } from '../CognitoCore.ts';
import { endSessions } from './endSessions.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const AdminUserGlobalSignOut: CognitoAction<UserTarget> = (_, { pool, user }) =>
  endSessions(pool, user);
