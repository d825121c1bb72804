import { AwsError } from '../../../platform/AwsError.ts';
import { invalidParameter } from '../auth/refusals.ts';
import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { describeGroup } from './describe.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const CreateGroup: CognitoAction<PoolTarget> = ({ world }, { pool }, input) => {
  const { GroupName, Description, Precedence, RoleArn } = input;
  if (RoleArn !== undefined) throw invalidParameter('RoleArn is not supported.');
  if (Object.hasOwn(pool.groups, GroupName))
    throw new AwsError('GroupExistsException', 'A group with the name already exists.');
  const group = {
    groupName: GroupName,
    createdAt: world.clock.now(),
    ...(Description !== undefined && { description: Description }),
    ...(Precedence !== undefined && { precedence: Precedence }),
  };
  pool.groups[GroupName] = group;
  return { Group: describeGroup(pool, group) };
};
