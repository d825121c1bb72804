import { AwsError } from '../../platform/AwsError.ts';
import { arnOf } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';

interface StackRequest {
  readonly StackName?: unknown;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html */
export function cloudFormationPermissions({ account }: World): ServicePermissions {
  const onStack =
    (name: string) =>
    ({ StackName }: StackRequest) => [{ action: `cloudformation:${name}`, resource: arnOfStack(StackName) }];
  // Recorded: https://github.com/serverless/serverless/issues/8509, and of no stack https://github.com/jogold/cloudstructs/issues/215
  const arnOfStack = (name: unknown) => {
    const named = typeof name === 'string' ? name : '*';
    return named.startsWith('arn:') ? named : arnOf(account, 'cloudformation', `stack/${named}/*`);
  };
  return {
    // Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
    denied: (message) => new AwsError('AccessDenied', message, { status: 403 }),
    actions: {
      DescribeStackResource: onStack('DescribeStackResource'),
      DescribeStackResources: onStack('DescribeStackResources'),
      DescribeStacks: onStack('DescribeStacks'),
      GetTemplate: onStack('GetTemplate'),
      ListExports: () => [{ action: 'cloudformation:ListExports', resource: '*' }],
      ListStackResources: onStack('ListStackResources'),
      ListStacks: () => [{ action: 'cloudformation:ListStacks', resource: arnOfStack(undefined) }],
    },
  };
}
