import {
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  print,
  type StringValueNode,
} from 'graphql';
import type { Api } from '../Api.ts';
import { type FieldRule, fieldRulesOf, type TypeRules } from './fieldRules.ts';

/**
 * Returns an API's schema as SDL, with AWS's own scalars and directives, whose descriptions say who may select what: on every
 * root field, and of other types on the type and on the fields that are ruled otherwise than it. Introspection shows neither
 * directives nor what a field inherits.
 */
export function printSchemaWithAccess(api: Pick<Api, 'schema' | 'authModes'>): string {
  if (!api.schema) return '';
  const { query, mutation, subscription, types, directives, astNode, extensionASTNodes } =
    api.schema.toConfig();
  const rules = fieldRulesOf(api);
  const roots = [query, mutation, subscription].map((type) => type?.name);
  const definitions = [
    astNode,
    ...extensionASTNodes,
    ...directives.map((directive) => directive.astNode),
    ...types.flatMap((type) => [type.astNode, ...type.extensionASTNodes]),
  ].filter((node) => node !== undefined && node !== null);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: definitions.map((node) => {
      const ruled = 'name' in node && node.name ? rules.get(node.name.value) : undefined;
      if (!ruled || !hasFields(node)) return node;
      return roots.includes(node.name.value) ? describeRootFields(node, ruled) : describeType(node, ruled);
    }),
  };
  return print(document);
}

type NodeWithFields =
  | ObjectTypeDefinitionNode
  | ObjectTypeExtensionNode
  | InterfaceTypeDefinitionNode
  | InterfaceTypeExtensionNode;

const WITH_FIELDS: readonly string[] = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
];

const hasFields = (node: { readonly kind: string }): node is NodeWithFields =>
  WITH_FIELDS.includes(node.kind);

const describeRootFields = (node: NodeWithFields, { inherited, fields }: TypeRules): NodeWithFields =>
  describeFields(
    node,
    ({ name }) => `**May be called by** ${nameCallers(fields.get(name.value) ?? inherited)}`,
  );

function describeType(node: NodeWithFields, { inherited, fields }: TypeRules): NodeWithFields {
  const ofType = nameCallers(inherited);
  const described = describeFields(node, ({ name }) => {
    const ofField = nameCallers(fields.get(name.value) ?? inherited);
    return ofField === ofType ? undefined : `**May be read by** ${ofField}`;
  });
  return isDefinition(described) ? withLine(described, `**May be read by** ${ofType}`) : described;
}

/** Extensions have no descriptions. */
const isDefinition = (node: NodeWithFields): node is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

const describeFields = <Node extends NodeWithFields>(
  node: Node,
  lineFor: (field: FieldDefinitionNode) => string | undefined,
): Node => ({
  ...node,
  fields: (node.fields ?? []).map((field) => {
    const line = lineFor(field);
    return line === undefined ? field : withLine(field, line);
  }),
});

interface Described {
  readonly description?: StringValueNode | undefined;
}

/** Lists show a description's first paragraph alone, so the line belongs to it. Two blanks are Markdown's line break. */
function withLine<Node extends Described>(node: Node, line: string): Node {
  const [first, ...others] = (node.description?.value ?? '').split(/\n\s*\n/);
  const value = [first ? `${first}  \n${line}` : line, ...others].join('\n\n');
  return { ...node, description: { kind: Kind.STRING, value, block: true } };
}

/** Names those whom a rule lets in, such as `group Admins, API key`. */
function nameCallers(rule: FieldRule): string {
  const { AMAZON_COGNITO_USER_POOLS: users, API_KEY: apiKey, AWS_IAM: iam } = rule;
  const groups = users === true ? ['every signed-in user'] : (users ?? []).map((group) => `group ${group}`);
  const names = [...groups, ...(apiKey ? ['API key'] : []), ...(iam ? ['IAM'] : [])];
  return names.length > 0 ? names.join(', ') : 'nobody';
}
