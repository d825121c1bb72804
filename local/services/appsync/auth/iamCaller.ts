import { createHash } from 'node:crypto';
import type { Principal } from '../../../platform/Call.ts';
import { parseArn } from '../../../platform/arns.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Caller } from '../GraphqlRequest.ts';

/**
 * An operation in the name of a user or an assumed role, with `ctx.identity` as for AWS_IAM:
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html#aws-appsync-resolver-context-reference-identity-js
 */
export function iamCaller({ arn }: Principal, sourceIp: readonly string[]): Caller {
  const parsed = parseArn(arn);
  invariant(parsed, `a principal's ARN is an ARN, not ${arn}`);
  const [kind, name = kind!, session] = parsed.resource.split('/');
  const identity = {
    accountId: parsed.accountId,
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    sourceIp,
    username: principalId(parsed.accountId, kind!, name, session),
    userArn: arn,
    cognitoIdentityAuthType: null,
    cognitoIdentityAuthProvider: null,
  };
  return { mode: 'AWS_IAM', identity, groups: [], label: name };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function principalId(accountId: string, kind: string, name: string, session = ''): string {
  if (kind === 'root') return accountId;
  return kind === 'assumed-role' ? `${uniqueId('AROA', name)}:${session}` : uniqueId('AIDA', name);
}

/** The unique id AWS would have given the user or role: the same for the same name, whenever it is asked. */
const uniqueId = (prefix: 'AROA' | 'AIDA', name: string) =>
  prefix + createHash('sha256').update(name).digest('hex').toUpperCase().slice(0, 17);
