import { type DefinitionNode, type GraphQLSchema, Kind, print, visit } from 'graphql';
import { awsScalars } from '../scalars/awsScalars.ts';

/**
 * A schema's SDL as it was given, without the scalars and directives that AppSync has of itself. Recorded:
 * https://github.com/apollographql/eslint-plugin-graphql/issues/263
 */
export function printSchema(schema: GraphQLSchema, { directives }: { readonly directives: boolean }): string {
  const { types, astNode, extensionASTNodes } = schema.toConfig();
  const definitions = [
    astNode,
    ...extensionASTNodes,
    ...types.flatMap((type) => [type.astNode, ...type.extensionASTNodes]),
  ].flatMap((node): DefinitionNode[] => (node && !isAws(node) ? [node] : []));
  const document = { kind: Kind.DOCUMENT, definitions } as const;
  return print(directives ? document : visit(document, { Directive: () => null }));
}

const isAws = (node: DefinitionNode) =>
  node.kind === Kind.SCALAR_TYPE_DEFINITION && Object.hasOwn(awsScalars, node.name.value);
