import { buildSchema, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import type { AuthMode } from '../../../../../local/services/appsync/Api.ts';
import { printSchemaWithAccess } from '../../../../../local/services/appsync/auth/printSchemaWithAccess.ts';
import { createSchema } from '../../../../../local/services/appsync/execution/createSchema.ts';

const POOL: AuthMode = { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: 'p', defaultAction: 'ALLOW' };
const MODES: AuthMode[] = [POOL, { type: 'API_KEY' }, { type: 'AWS_IAM' }];

const printed = (sdl: string, authModes = MODES) =>
  printSchemaWithAccess({ schema: createSchema(sdl), authModes });

/** What the printed schema says of a type and of its fields. */
function descriptions(sdl: string, typeName: string, authModes = MODES) {
  const type = buildSchema(printed(sdl, authModes)).getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type.`);
  const fields = Object.values(type.getFields());
  return [type.description, ...fields.map(({ name, description }) => `${name}: ${description}`)];
}

test('a root field says who may call it, and its description stays', () => {
  const sdl = `
    type Query {
      open: Int
      """
      How much there is.

      Of everything.
      """
      staff: Int @aws_cognito_user_pools(cognito_groups: ["Admins", "Editors"])
      shop: Int @aws_api_key @aws_cognito_user_pools
      inner: Int @aws_iam
    }`;
  expect(descriptions(sdl, 'Query')).toEqual([
    undefined,
    'open: **May be called by** every signed-in user',
    'staff: How much there is.  \n**May be called by** group Admins, group Editors\n\nOf everything.',
    'shop: **May be called by** every signed-in user, API key',
    'inner: **May be called by** IAM',
  ]);
});

test('a type says what its fields inherit, and a field only what is ruled otherwise', () => {
  const sdl = `
    type Query { house: House }
    "Where people live."
    type House @aws_api_key @aws_cognito_user_pools {
      name: String
      "Who owns it."
      owner: String @aws_cognito_user_pools(cognito_groups: ["Admins"])
    }
    extend type House { key: String @aws_iam }`;
  expect(descriptions(sdl, 'House')).toEqual([
    'Where people live.  \n**May be read by** every signed-in user, API key',
    'name: undefined',
    'owner: Who owns it.  \n**May be read by** group Admins',
    'key: **May be read by** IAM',
  ]);
});

test('what an API denies by default nobody may call', () => {
  const denying: AuthMode[] = [{ ...POOL, defaultAction: 'DENY' }];
  const sdl = 'type Query { shut: Int open: Int @aws_auth(cognito_groups: ["Admins"]) }';
  expect(descriptions(sdl, 'Query', denying)).toEqual([
    undefined,
    'shut: **May be called by** nobody',
    'open: **May be called by** group Admins',
  ]);
});

test('root types of other names are root types', () => {
  const sdl = 'schema { query: Asks } type Asks { one: Int }';
  expect(descriptions(sdl, 'Asks')).toEqual([undefined, 'one: **May be called by** every signed-in user']);
});

test('the directives stay, and what AWS declares is declared', () => {
  const text = printed('type Query { at: AWSDateTime @aws_iam }');
  expect(text).toContain('at: AWSDateTime @aws_iam');
  expect(text).toContain('scalar AWSDateTime');
  expect(text).toContain('directive @aws_iam on OBJECT | FIELD_DEFINITION');
});

test('an API without a schema has nothing to print', () => {
  expect(printSchemaWithAccess({ schema: undefined, authModes: MODES })).toBe('');
});
