import { startAuth } from '../auth/startAuth.ts';
import type { ClientTarget, CognitoAction } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const InitiateAuth: CognitoAction<ClientTarget> = (core, target, { AuthFlow, AuthParameters }) =>
  startAuth(core, target, { flow: AuthFlow, parameters: AuthParameters ?? {}, byAdmin: false });
