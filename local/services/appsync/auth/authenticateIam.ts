import type { Principal } from '../../../platform/Call.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import { parseArn } from '../../../platform/arns.ts';
import { invariant } from '../../../platform/errors.ts';
import { authenticateSigner, invalidSignature, parseSignatureHeader } from '../../iam/authenticateSigner.ts';
import { principalId } from '../../iam/principalId.ts';
import type { Iam } from '../../iam/createIam.ts';
import type { Caller } from '../GraphqlRequest.ts';

/**
 * Authenticates a signed request. The key must be the operator's or issued by the local IAM, and the
 * signature must match.
 */
export async function authenticateIam(
  iam: Iam,
  request: HttpRequest,
  authorization: string,
  sourceIps: readonly string[],
): Promise<Caller> {
  const header = parseSignatureHeader(authorization);
  if (header.service !== 'appsync')
    throw invalidSignature("Credential should be scoped to correct service: 'appsync'.");
  return iamCaller(await authenticateSigner(iam, request, header), sourceIps);
}

/** A session's principal is one object, whose id takes a hash to make. */
const usernames = new WeakMap<Principal, string>();

function usernameOf(principal: Principal): string {
  const known = usernames.get(principal);
  if (known !== undefined) return known;
  const username = principalId(principal.arn);
  usernames.set(principal, username);
  return username;
}

/**
 * The caller for a user or an assumed role, with `ctx.identity` in the shape of AWS_IAM:
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html#aws-appsync-resolver-context-reference-identity-js
 */
export function iamCaller(principal: Principal, sourceIp: readonly string[]): Caller {
  const { arn } = principal;
  const parsed = parseArn(arn);
  invariant(parsed, `a principal's ARN is an ARN, not ${arn}`);
  const [kind = '', name = kind] = parsed.resource.split('/');
  const identity = {
    accountId: parsed.accountId,
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    sourceIp,
    username: usernameOf(principal),
    userArn: arn,
    cognitoIdentityAuthType: null,
    cognitoIdentityAuthProvider: null,
  };
  return { mode: 'AWS_IAM', identity, principal, groups: [], label: name };
}
