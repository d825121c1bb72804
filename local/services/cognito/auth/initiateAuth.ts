import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';
import { invalidParameter, missingParameter, wrongPassword } from '../errors.ts';
import {
  beginAttempt,
  checkSecretHash,
  completeSignIn,
  type Flow,
  type Parameters,
  unknownUser,
} from './flowSteps.ts';
import { refreshTokens } from './refreshTokens.ts';
import { startSrp } from './srpFlow.ts';

/** `USER_PASSWORD_AUTH` and `ADMIN_USER_PASSWORD_AUTH`. */
const signInWithPassword: Flow = async (core, target, parameters) => {
  checkSecretHash(target.client, parameters['USERNAME'] ?? '', parameters['SECRET_HASH']);
  const password = parameters['PASSWORD'];
  if (password === undefined) throw missingParameter('PASSWORD');
  const { user, name, end } = beginAttempt(core, target, parameters['USERNAME']);
  // A name that nobody has takes as long as any other.
  const isRight = core.passwords.isCorrect(target.pool, user ?? nobody(core, target, name), password);
  end(isRight);
  if (!user) throw unknownUser(target.client);
  // Documented: who is disabled is told only for the right password.
  if (!isRight) throw wrongPassword();
  return completeSignIn(core, target, user);
};

const nobody = ({ simulations }: CognitoCore, { pool }: ClientTarget, username: string) => ({
  username,
  password: simulations.verifier(pool, username),
});

export interface AuthRequest {
  readonly flow: string;
  readonly parameters: Parameters;
  readonly byAdmin: boolean;
}

/** A flow, and the settings of a client that allow it: today's name and the older one. */
interface FlowRule {
  readonly run: Flow;
  readonly allowedBy: readonly string[];
  readonly adminOnly?: boolean;
}

const PASSWORD: FlowRule = {
  run: signInWithPassword,
  allowedBy: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
};
const ADMIN: FlowRule = {
  run: signInWithPassword,
  allowedBy: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  adminOnly: true,
};
const SRP: FlowRule = { run: startSrp, allowedBy: ['ALLOW_USER_SRP_AUTH'] };
const REFRESH: FlowRule = { run: refreshTokens, allowedBy: ['ALLOW_REFRESH_TOKEN_AUTH'] };

const FLOWS: Readonly<Record<string, FlowRule>> = {
  USER_PASSWORD_AUTH: PASSWORD,
  ADMIN_USER_PASSWORD_AUTH: ADMIN,
  ADMIN_NO_SRP_AUTH: ADMIN,
  USER_SRP_AUTH: SRP,
  REFRESH_TOKEN_AUTH: REFRESH,
  REFRESH_TOKEN: REFRESH,
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html */
export async function initiateAuth(
  core: CognitoCore,
  target: ClientTarget,
  { flow, parameters, byAdmin }: AuthRequest,
) {
  const rule = Object.hasOwn(FLOWS, flow) ? FLOWS[flow] : undefined;
  if (!rule) throw invalidParameter(`Auth flow ${flow} is not supported.`);
  if (rule.adminOnly && !byAdmin) throw invalidParameter('Initiate Auth method not supported.');
  if (!rule.allowedBy.some((name) => target.client.explicitAuthFlows.includes(name))) {
    throw invalidParameter(
      byAdmin ? 'Auth flow not enabled for this client' : `${flow} flow not enabled for this client`,
    );
  }
  return rule.run(core, target, parameters);
}
