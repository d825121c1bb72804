import type { CognitoAction, UserTarget } from '../CognitoCore.ts';
import { confirm } from './confirm.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html */
export const AdminConfirmSignUp: CognitoAction<UserTarget> = (core, { user }) => confirm(core, user);
