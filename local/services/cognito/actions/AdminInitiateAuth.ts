import { startAuth } from '../auth/startAuth.ts';
import type { CognitoAction, ClientTarget } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const AdminInitiateAuth: CognitoAction<ClientTarget> = (core, target, { AuthFlow, AuthParameters }) =>
  startAuth(core, target, { flow: AuthFlow, parameters: AuthParameters ?? {}, byAdmin: true });
