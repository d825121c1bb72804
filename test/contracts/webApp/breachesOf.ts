import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getVariableValues,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isTypeSubTypeOf,
  Kind,
  parse,
  parseType,
  typeFromAST,
  validate,
} from 'graphql';
import type { Interaction } from '../pact/Pact.ts';
import type { WebAppPact } from './createWebAppPact.ts';

/** What a deployment says of itself. */
export interface Api {
  readonly schema: GraphQLSchema;
  readonly errorTypes: readonly string[];
}

/**
 * What of a pact an API breaks, whatever it answers by chance:
 * - documents that it refuses, because a field is gone or an argument is required, and variables that it refuses;
 * - fields whose values a page does not expect. What is stricter than agreed is none;
 * - words of an enum that a page does not know: it has a text and a colour for each, and none for others;
 * - errors that a page has words for and that have another name now.
 */
export function breachesOf({ schema, errorTypes }: Api, { interactions, metadata }: WebAppPact): string[] {
  const { fields, enums, errorTypes: knownErrors } = metadata.agreement;
  return [
    ...new Set(interactions.flatMap((interaction) => refusalsOf(schema, interaction))),
    ...Object.entries(fields).flatMap((field) => fieldBreach(schema, field)),
    ...Object.entries(enums).flatMap(([name, known]) => {
      const type = schema.getType(name);
      const values = isEnumType(type) ? type.getValues().map((value) => value.name) : [];
      return values
        .filter((value) => !known.includes(value))
        .map((value) => `${name}.${value} is not known to the page`);
    }),
    ...knownErrors
      .filter((name) => !errorTypes.includes(name))
      .map((name) => `${name} is no type of error any more`),
  ];
}

function refusalsOf(schema: GraphQLSchema, interaction: Interaction): string[] {
  const { query, variables } = askedBy(interaction);
  const document = parse(query);
  const refused = validate(schema, document).map(({ message }) => message);
  const [operation] = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const { errors = [] } =
    refused.length > 0 ? {} : getVariableValues(schema, operation!.variableDefinitions ?? [], variables);
  return [...refused, ...errors.map(({ message }) => message)].map(
    (message) => `${interaction.description}: ${message}`,
  );
}

/** What a page sends; where a state says what stands there, something of that type. */
export function askedBy(interaction: Interaction) {
  const isRequest = interaction.type === 'Synchronous/HTTP';
  // As `createWebAppPact` wrote it.
  const asked = (isRequest ? interaction.request.body.content : interaction.comments!['subscription']) as {
    readonly query: string;
    readonly variables: Record<string, unknown>;
  };
  const text = JSON.stringify(asked.variables).replace(/"\$\{(?:version|amount)\}"/g, '1');
  return { query: asked.query, variables: JSON.parse(text) as Record<string, unknown> };
}

function fieldBreach(schema: GraphQLSchema, [coordinate, expected]: readonly [string, string]): string[] {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const actual = fieldsOf(schema.getType(typeName))?.[fieldName]?.type;
  // One that is gone is refused by its documents.
  if (!actual || String(actual) === expected) return [];
  const wanted = typeFromAST(schema, parseType(expected) as never);
  const isStricter = wanted !== undefined && isTypeSubTypeOf(schema, actual, wanted);
  return isStricter ? [] : [`${coordinate} is ${String(actual)}, and was ${expected}`];
}

const fieldsOf = (type: GraphQLNamedType | undefined) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : undefined;
