import type { World } from '../../platform/World.ts';
import { arnOf } from '../../platform/arns.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { AccessRequest } from '../iam/authorization/Access.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import type { Lambda } from './Lambda.ts';

interface FunctionRequest {
  readonly FunctionName?: unknown;
  readonly Qualifier?: unknown;
}

/**
 * What each action of Lambda needs:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
export function lambdaPermissions(
  { account }: World,
  { policyOf }: Pick<Lambda, 'policyOf'>,
): ServicePermissions & { invoke(functionNameOrArn: string): AccessRequest } {
  const request = (action: string, name: string, qualifier?: unknown): AccessRequest => {
    const resource = functionArn(name) + (typeof qualifier === 'string' ? `:${qualifier}` : '');
    return { action, resource, resourcePolicy: policyOf(resource) };
  };
  const functionArn = (name: string) =>
    name.startsWith('arn:') ? name : arnOf(account, 'lambda', `function:${name.replace(/^.*function:/, '')}`);
  const onFunction =
    (action: string) =>
    ({ FunctionName, Qualifier }: FunctionRequest) =>
      typeof FunctionName === 'string' ? [request(action, FunctionName, Qualifier)] : [];
  return {
    denied: (message) =>
      new AwsError('AccessDeniedException', message, { status: 403, fields: { Type: 'User' } }),
    invoke: (name) => request('lambda:InvokeFunction', name),
    actions: {
      DeleteFunctionConcurrency: onFunction('lambda:DeleteFunctionConcurrency'),
      GetFunction: onFunction('lambda:GetFunction'),
      GetFunctionConfiguration: onFunction('lambda:GetFunctionConfiguration'),
      GetFunctionConcurrency: onFunction('lambda:GetFunctionConcurrency'),
      Invoke: onFunction('lambda:InvokeFunction'),
      PutFunctionConcurrency: onFunction('lambda:PutFunctionConcurrency'),
      UpdateFunctionCode: onFunction('lambda:UpdateFunctionCode'),
      UpdateFunctionConfiguration: onFunction('lambda:UpdateFunctionConfiguration'),
      ListFunctions: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
    },
  };
}
