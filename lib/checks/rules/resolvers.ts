import { type DocumentNode, Kind, parse } from 'graphql';
import { resourcesOf, type Rule, type Template } from '../Rule.ts';

export const resolversFitSchema: Rule = {
  name: 'resolversFitSchema',
  description:
    'A resolver is for a field of the schema, and every query, mutation and subscription has one: a subscription without is unfiltered.',
  check: (template, all) =>
    resourcesOf(template, 'AWS::AppSync::GraphQLSchema').flatMap(({ logicalId, properties }) => {
      const fields = fieldsOf(parse(properties.Definition));
      const resolved = all.flatMap(resolvedFields);
      const unknown = resolved.filter((field) => !fields.includes(field));
      const unanswered = fields.filter(
        (field) => /^(Query|Mutation|Subscription)\./.test(field) && !resolved.includes(field),
      );
      return [
        ...unknown.map((field) => ({
          logicalId,
          property: 'Definition',
          message: `has no ${field}, which has a resolver`,
        })),
        ...unanswered.map((field) => ({
          logicalId,
          property: 'Definition',
          message: `has ${field}, which has no resolver`,
        })),
      ];
    }),
};

/** Every field of every object type, as `Type.field`. */
const fieldsOf = ({ definitions }: DocumentNode) =>
  definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? (definition.fields ?? []).map((field) => `${definition.name.value}.${field.name.value}`)
      : [],
  );

const resolvedFields = (template: Template) =>
  resourcesOf(template, 'AWS::AppSync::Resolver').map(
    ({ properties }) => `${properties.TypeName}.${properties.FieldName}`,
  );
