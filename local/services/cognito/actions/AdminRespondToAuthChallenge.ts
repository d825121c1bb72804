import { answerChallenge } from '../auth/answerChallenge.ts';
import type { ClientTarget, CognitoAction } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const AdminRespondToAuthChallenge: CognitoAction<ClientTarget> = (
  core,
  target,
  { ChallengeName, ChallengeResponses, Session },
) => answerChallenge(core, target, ChallengeName, { ...ChallengeResponses, SESSION: Session });
