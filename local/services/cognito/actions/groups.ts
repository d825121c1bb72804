import { AwsError } from '../../../platform/AwsError.ts';
import { setOwn } from '../../../platform/ownProperty.ts';
import type { CognitoAction, PoolTarget, UserTarget } from '../CognitoCore.ts';
import { invalidParameter } from '../errors.ts';
import { describeGroup, describeUser, paginate } from '../responses.ts';

interface NamesGroup {
  readonly GroupName: string;
}

interface CreateGroupInput extends NamesGroup {
  readonly Description?: string;
  readonly Precedence?: number;
  readonly RoleArn?: string;
}

interface PageRequest {
  readonly Limit?: number;
  readonly NextToken?: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const CreateGroup: CognitoAction<PoolTarget, CreateGroupInput> = ({ world }, { pool }, input) => {
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
  setOwn(pool.groups, GroupName, group);
  return { Group: describeGroup(pool, group) };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const GetGroup: CognitoAction<PoolTarget, NamesGroup> = ({ store }, { pool }, { GroupName }) => ({
  Group: describeGroup(pool, store.group(pool, GroupName)),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html */
export const ListGroups: CognitoAction<PoolTarget, PageRequest> = (_, { pool }, { Limit, NextToken }) => {
  const { items, next } = paginate(Object.values(pool.groups), Limit, NextToken);
  return { Groups: items.map((group) => describeGroup(pool, group)), ...(next && { NextToken: next }) };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html */
export const ListUsersInGroup: CognitoAction<PoolTarget, NamesGroup & PageRequest> = (
  { store },
  { pool },
  { GroupName, Limit, NextToken },
) => {
  const { groupName } = store.group(pool, GroupName);
  const members = Object.values(pool.users).filter(({ groups }) => groups.includes(groupName));
  const { items, next } = paginate(members, Limit, NextToken);
  return { Users: items.map(describeUser), ...(next && { NextToken: next }) };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html */
export const AdminAddUserToGroup: CognitoAction<UserTarget, NamesGroup> = (
  { store },
  { pool, user },
  { GroupName },
) => {
  const { groupName } = store.group(pool, GroupName);
  user.groups = [...new Set([...user.groups, groupName])];
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html */
export const AdminRemoveUserFromGroup: CognitoAction<UserTarget, NamesGroup> = (
  { store },
  { pool, user },
  { GroupName },
) => {
  const { groupName } = store.group(pool, GroupName);
  user.groups = user.groups.filter((name) => name !== groupName);
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const AdminListGroupsForUser: CognitoAction<UserTarget, PageRequest> = (
  { store },
  { pool, user },
  { Limit, NextToken },
) => {
  const { items, next } = paginate(user.groups, Limit, NextToken);
  return {
    Groups: items.map((name) => describeGroup(pool, store.group(pool, name))),
    ...(next && { NextToken: next }),
  };
};
