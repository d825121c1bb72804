import { expect, test } from 'vitest';
import { createSchema } from '../../../../../local/services/appsync/execution/createSchema.ts';

test('AWS’s scalars and directives need no declaration', () => {
  const schema = createSchema(`
    type Query { at: AWSDateTime @aws_iam @aws_cognito_user_pools(cognito_groups: ["a"]) }
    type Mutation { put: Thing @aws_auth(cognito_groups: ["a"]) }
    type Subscription { onPut: Thing @aws_subscribe(mutations: ["put"]) }
    type Thing @aws_api_key @aws_oidc @aws_lambda { id: ID }
  `);

  expect(schema.getType('AWSDateTime')).toBeDefined();
});

test('AWS’s scalars may be declared all the same', () => {
  expect(() => createSchema('scalar AWSDate type Query { on: AWSDate }')).not.toThrow();
});

test.each([
  ['scalar Money type Query { m: Money }', 'Custom scalar Money is not supported.'],
  ['type AWSThing { a: Int } type Query { t: AWSThing }', 'Type name AWSThing can not start with AWS.'],
  ['type Query { a: Missing }', 'Unknown type "Missing".'],
  ['type Query {', 'Syntax Error: Expected Name, found <EOF>. at 1:13'],
  ['type Thing { a: Int }', 'Query root type must be provided.'],
  [
    'type Query { a: Int } type Subscription { s: Int @aws_subscribe(mutations: ["m"]) }',
    'Subscription s names the mutation m, which does not exist.',
  ],
  [
    'type Query { a: Int } type Mutation { m: String } type Subscription { s: Int @aws_subscribe(mutations: ["m"]) }',
    'Subscription s must have the type of the mutation m, String.',
  ],
])('%s is refused', (sdl, message) => {
  expect(() => createSchema(sdl)).toThrow(message);
});
