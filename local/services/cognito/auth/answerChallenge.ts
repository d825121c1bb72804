import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';
import { answerNewPassword } from './answerNewPassword.ts';
import { answerSrp } from './answerSrp.ts';
import type { Flow, Parameters } from './Flow.ts';
import { invalidParameter } from './refusals.ts';

const ANSWERS: Readonly<Record<string, Flow>> = {
  NEW_PASSWORD_REQUIRED: answerNewPassword,
  PASSWORD_VERIFIER: answerSrp,
};

/** `ChallengeResponses`, with the `Session` among them. */
export async function answerChallenge(
  core: CognitoCore,
  target: ClientTarget,
  name: string,
  responses: Parameters,
) {
  if (Object.hasOwn(ANSWERS, name)) return ANSWERS[name]!(core, target, responses);
  throw invalidParameter(`Challenge ${name} is not supported.`);
}
