import { valueFromASTUntyped, type GraphQLField } from 'graphql';

/** Names of the mutations in a field's `@aws_subscribe`; empty without one. */
export function mutationsOf(field: GraphQLField<unknown, unknown>): readonly string[] {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'aws_subscribe');
  const argument = directive?.arguments?.find(({ name }) => name.value === 'mutations');
  const names = argument ? valueFromASTUntyped(argument.value) : [];
  return [names].flat().map(String);
}
