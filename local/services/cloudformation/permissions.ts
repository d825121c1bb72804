import { AwsError } from '../../platform/AwsError.ts';
import { arnOf } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import type { CloudFormation } from './CloudFormation.ts';

interface StackRequest {
  readonly StackName?: unknown;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html */
export function cloudFormationPermissions(
  { account }: World,
  { ids }: Pick<CloudFormation, 'ids'>,
): ServicePermissions {
  const onStack = (name: string) => {
    const action = `cloudformation:${name}`;
    return ({ StackName }: StackRequest) => resourcesOf(StackName).map((resource) => ({ action, resource }));
  };
  const onAll = (name: string) => () => [{ action: `cloudformation:${name}`, resource: '*' }];
  /** Chosen: who names no stack has to be allowed for each, and one that is not there has an id of zeros. */
  const resourcesOf = (named: unknown): readonly string[] => {
    if (typeof named !== 'string') return ids();
    if (named.startsWith('arn:')) return [named];
    const found = ids().filter((id) => id.includes(`:stack/${named}/`));
    return found.length > 0 ? found : [arnOf(account, 'cloudformation', `stack/${named}/${NO_ID}`)];
  };
  return {
    // Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
    denied: (message) => new AwsError('AccessDenied', message, { status: 403 }),
    actions: {
      DescribeStackResource: onStack('DescribeStackResource'),
      DescribeStackResources: onStack('DescribeStackResources'),
      DescribeStacks: onStack('DescribeStacks'),
      GetTemplate: onStack('GetTemplate'),
      ListExports: onAll('ListExports'),
      ListStackResources: onStack('ListStackResources'),
      ListStacks: onAll('ListStacks'),
    },
  };
}

const NO_ID = '00000000-0000-0000-0000-000000000000';
