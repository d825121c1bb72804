import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';
import type { Flow, Parameters } from './Flow.ts';
import { refresh } from './refresh.ts';
import { invalidParameter } from './refusals.ts';
import { signInWithPassword } from './signInWithPassword.ts';
import { startSrp } from './startSrp.ts';

export interface AuthRequest {
  readonly flow: string;
  readonly parameters: Parameters;
  readonly byAdmin: boolean;
}

/** What a client must allow for a flow, by today's name and by the older one. */
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
const REFRESH: FlowRule = { run: refresh, allowedBy: ['ALLOW_REFRESH_TOKEN_AUTH'] };

const FLOWS: Readonly<Record<string, FlowRule>> = {
  USER_PASSWORD_AUTH: PASSWORD,
  ADMIN_USER_PASSWORD_AUTH: ADMIN,
  ADMIN_NO_SRP_AUTH: ADMIN,
  USER_SRP_AUTH: SRP,
  REFRESH_TOKEN_AUTH: REFRESH,
  REFRESH_TOKEN: REFRESH,
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html */
export async function startAuth(
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
