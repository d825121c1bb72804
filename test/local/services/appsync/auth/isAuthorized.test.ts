import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Api, AuthMode } from '../../../../../local/services/appsync/Api.ts';
import { isAuthorized } from '../../../../../local/services/appsync/auth/isAuthorized.ts';
import type { Caller } from '../../../../../local/services/appsync/GraphqlRequest.ts';

const DIRECTIVES = `
  directive @aws_auth(cognito_groups: [String]) on FIELD_DEFINITION
  directive @aws_cognito_user_pools(cognito_groups: [String]) on OBJECT | FIELD_DEFINITION
  directive @aws_api_key on OBJECT | FIELD_DEFINITION
  directive @aws_iam on OBJECT | FIELD_DEFINITION
  directive @aws_oidc on OBJECT | FIELD_DEFINITION
`;

const KEY: AuthMode = { type: 'API_KEY' };
const IAM: AuthMode = { type: 'AWS_IAM' };
const pool = (defaultAction: 'ALLOW' | 'DENY' = 'ALLOW'): AuthMode => ({
  type: 'AMAZON_COGNITO_USER_POOLS',
  userPoolId: 'p',
  defaultAction,
});

const api = (types: string, ...authModes: AuthMode[]) =>
  ({ schema: buildSchema(DIRECTIVES + types), authModes }) as unknown as Api;

const caller = (mode: Caller['mode'], ...groups: string[]): Caller => ({
  mode,
  identity: null,
  groups,
  label: mode,
});
const key = caller('API_KEY');
const role = caller('AWS_IAM');
const user = caller('AMAZON_COGNITO_USER_POOLS');
const staff = caller('AMAZON_COGNITO_USER_POOLS', 'guests', 'staff');

/** Who of the four may select `Query.field`. */
const allowed = (types: string, ...modes: AuthMode[]) => {
  const tested = api(types, ...modes);
  return Object.entries({ key, role, user, staff }).flatMap(([name, each]) =>
    isAuthorized(tested, each, 'Query', 'field') ? [name] : [],
  );
};

describe('with several modes', () => {
  test.each([
    ['without directives only the default mode passes', 'type Query { field: Int }', ['key']],
    [
      'a field opens to the mode of its directive, and closes to the default',
      'type Query { field: Int @aws_iam }',
      ['role'],
    ],
    ['directives are alternatives', 'type Query { field: Int @aws_iam @aws_api_key }', ['key', 'role']],
    ['a type opens all its fields', 'type Query @aws_cognito_user_pools { field: Int }', ['user', 'staff']],
    [
      'a field’s directives replace its type’s',
      'type Query @aws_cognito_user_pools { field: Int @aws_iam }',
      ['role'],
    ],
    [
      'an extension’s directives count',
      'type Query { other: Int field: Int } extend type Query @aws_iam',
      ['role'],
    ],
    [
      'a group limits users',
      'type Query { field: Int @aws_cognito_user_pools(cognito_groups: ["staff", "boss"]) }',
      ['staff'],
    ],
    [
      'a single group needs no list',
      'type Query { field: Int @aws_cognito_user_pools(cognito_groups: "staff") }',
      ['staff'],
    ],
    [
      'null is no limit',
      'type Query { field: Int @aws_cognito_user_pools(cognito_groups: null) }',
      ['user', 'staff'],
    ],
    [
      'an empty list lets nobody in',
      'type Query { field: Int @aws_cognito_user_pools(cognito_groups: []) }',
      [],
    ],
    ['@aws_auth is ignored', 'type Query { field: Int @aws_auth(cognito_groups: ["staff"]) }', ['key']],
    ['a directive for a mode that no caller has closes the field', 'type Query { field: Int @aws_oidc }', []],
  ])('%s', (_claim, types, expected) => {
    expect(allowed(types, KEY, IAM, pool())).toEqual(expected);
  });

  test('a pool that denies by default may select fields with a directive for it', () => {
    expect(allowed('type Query { field: Int }', pool('DENY'), IAM)).toEqual([]);
    expect(allowed('type Query { field: Int @aws_cognito_user_pools }', pool('DENY'), IAM)).toEqual([
      'user',
      'staff',
    ]);
  });
});

describe('with a user pool alone', () => {
  const limited = 'type Query { field: Int @aws_auth(cognito_groups: ["staff"]) }';
  test.each([
    ['ALLOW lets every user in', 'ALLOW', 'type Query { field: Int }', ['user', 'staff']],
    ['DENY lets nobody in', 'DENY', 'type Query { field: Int }', []],
    ['@aws_auth limits under ALLOW', 'ALLOW', limited, ['staff']],
    ['@aws_auth opens under DENY', 'DENY', limited, ['staff']],
    [
      '@aws_cognito_user_pools is ignored',
      'ALLOW',
      'type Query { field: Int @aws_cognito_user_pools(cognito_groups: ["staff"]) }',
      ['user', 'staff'],
    ],
  ] as const)('%s', (_claim, action, types, expected) => {
    expect(allowed(types, pool(action))).toEqual(expected);
  });
});

test('an open root field does not open the type it returns', () => {
  const tested = api('type Query { post: Post @aws_iam } type Post { body: String }', KEY, IAM);
  expect(isAuthorized(tested, role, 'Query', 'post')).toBe(true);
  expect(isAuthorized(tested, role, 'Post', 'body')).toBe(false);
});

test('introspection is open to every caller', () => {
  const tested = api('type Query { field: Int }', KEY, IAM);
  expect(isAuthorized(tested, role, 'Query', '__schema')).toBe(true);
  expect(isAuthorized(tested, role, '__Type', 'name')).toBe(true);
});

test('a field that does not exist is open to nobody', () => {
  expect(isAuthorized(api('type Query { field: Int }', KEY), key, 'Query', 'other')).toBe(false);
});
