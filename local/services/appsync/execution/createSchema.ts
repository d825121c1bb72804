import {
  buildASTSchema,
  type DocumentNode,
  GraphQLError,
  isScalarType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  Kind,
  parse,
  validateSchema,
  valueFromASTUntyped,
} from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';
import { AwsError } from '../../../platform/AwsError.ts';
import { awsScalars } from '../scalars/awsScalars.ts';

/**
 * Builds a schema from its SDL, to which AWS's scalars and directives are added. Throws
 * `BadRequestException` for what AppSync would refuse. https://docs.aws.amazon.com/appsync/latest/devguide/designing-your-schema.html
 */
export function createSchema(sdl: string): GraphQLSchema {
  const schema = buildOrRefuse(() => {
    const document = parse(sdl);
    const whole: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [...document.definitions, ...implicitDefinitions(document)],
    };
    // By itself, `buildASTSchema` does not say where.
    const [fault] = validateSDL(whole);
    if (fault) throw fault;
    const schema = buildASTSchema(whole, { assumeValidSDL: true });
    const [error] = validateSchema(schema);
    if (error) throw error;
    return schema;
  });
  attachScalars(schema);
  checkNames(schema);
  checkSubscriptions(schema);
  return schema;
}

function buildOrRefuse<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    // graphql-js throws plain errors for an SDL that does not hold together.
    if (!(error instanceof Error)) throw error;
    const [location] = (error instanceof GraphQLError && error.locations) || [];
    const at = location ? ` at ${location.line}:${location.column}` : '';
    throw invalidSchema(`${error.message}${at}`);
  }
}

/** As AppSync itself declares them. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  aws_subscribe: '(mutations: [String]) on FIELD_DEFINITION',
  aws_publish: '(subscriptions: [String]) on FIELD_DEFINITION',
  aws_auth: '(cognito_groups: [String]) on FIELD_DEFINITION',
  aws_cognito_user_pools: '(cognito_groups: [String]) on OBJECT | FIELD_DEFINITION | INPUT_OBJECT',
  aws_api_key: ' on OBJECT | FIELD_DEFINITION',
  aws_iam: ' on OBJECT | FIELD_DEFINITION',
  aws_oidc: ' on OBJECT | FIELD_DEFINITION',
  aws_lambda: ' on OBJECT | FIELD_DEFINITION',
};

/** What AWS declares, except what the document declares itself. */
function implicitDefinitions(document: DocumentNode) {
  const declared = new Set(
    document.definitions.map((definition) => 'name' in definition && definition.name?.value),
  );
  const scalars = Object.keys(awsScalars).filter((name) => !declared.has(name));
  const directives = Object.entries(DIRECTIVES).filter(([name]) => !declared.has(name));
  const text = [
    ...scalars.map((name) => `scalar ${name}`),
    ...directives.map(([name, rest]) => `directive @${name}${rest}`),
  ].join('\n');
  return text === '' ? [] : parse(text, { noLocation: true }).definitions;
}

/** Has graphql-js read the literals of AWS's scalars. Those of GraphQL's own scalars it reads as AppSync does. */
function attachScalars(schema: GraphQLSchema): void {
  for (const [name, { parse, serialize }] of Object.entries(awsScalars)) {
    const type = schema.getType(name);
    if (!isScalarType(type)) continue;
    const literal = name === 'AWSTimestamp' ? Kind.INT : Kind.STRING;
    type.parseValue = parse;
    type.serialize = serialize;
    type.parseLiteral = (node) => (node.kind === literal ? parse(valueFromASTUntyped(node)) : undefined);
  }
}

function checkNames(schema: GraphQLSchema): void {
  for (const { name, astNode } of Object.values(schema.getTypeMap())) {
    if (!astNode || name in awsScalars) continue;
    if (astNode.kind === Kind.SCALAR_TYPE_DEFINITION)
      throw invalidSchema(`Custom scalar ${name} is not supported.`);
    if (name.startsWith('AWS')) throw invalidSchema(`Type name ${name} can not start with AWS.`);
  }
}

function checkSubscriptions(schema: GraphQLSchema): void {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    for (const name of subscribedMutations(field)) {
      const mutation = mutations[name];
      if (!mutation)
        throw invalidSchema(`Subscription ${field.name} names the mutation ${name}, which does not exist.`);
      if (withoutNonNull(mutation.type) !== withoutNonNull(field.type)) {
        throw invalidSchema(
          `Subscription ${field.name} must have the type of the mutation ${name}, ${withoutNonNull(mutation.type)}.`,
        );
      }
    }
  }
}

const withoutNonNull = (type: GraphQLOutputType) => type.toString().replaceAll('!', '');

const invalidSchema = (message: string) =>
  new AwsError('BadRequestException', `The schema is not valid: ${message}`);

/** Returns the names of the mutations in a field's `@aws_subscribe`, or none without one. */
export function subscribedMutations(field: GraphQLField<unknown, unknown>): readonly string[] {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'aws_subscribe');
  const argument = directive?.arguments?.find(({ name }) => name.value === 'mutations');
  const names = argument ? valueFromASTUntyped(argument.value) : [];
  return [names].flat().map(String);
}
