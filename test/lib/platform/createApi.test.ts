import { expect, test } from 'vitest';
import { cutFromSchema } from '../../../lib/platform/createApi.ts';

const sdl = `# Who may do what.
"Goes with its type."
input OddInput { id: ID! }

"Stays." # and so does this
type Mutation {
  first(id: ID!): Boolean
  """
  Goes with its field.
  """
  odd(input: OddInput!): Boolean @aws_iam # not this
  last: Boolean
}

type Query { odd: Boolean }
`;

test('a type and a field go, each with its description, and all else stays as it is written', () => {
  expect(cutFromSchema(sdl, ['Mutation.odd', 'OddInput'])).toBe(`# Who may do what.

"Stays." # and so does this
type Mutation {
  first(id: ID!): Boolean # not this
  last: Boolean
}

type Query { odd: Boolean }
`);
});

test('nothing goes for a name that is not there', () => {
  expect(cutFromSchema(sdl, ['Mutation.none', 'Nothing'])).toBe(sdl);
});
