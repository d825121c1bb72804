import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  visit,
} from 'graphql';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Api } from '../Api.ts';
import type { GraphqlError } from '../GraphqlRequest.ts';
import type { Variables } from './coerceVariables.ts';
import { locationsOf } from './createErrors.ts';
import { createSelections, type Selections } from './createSelections.ts';
import { validateDocument } from './validation/validateDocument.ts';

/** A document that is parsed and validated once, and executed many times. */
export interface OperationDocument {
  readonly document: DocumentNode;
  /** Validation errors. A document that has any is not executed. */
  readonly errors: readonly GraphqlError[];
  /** Returns what is selected where in a run with these variables. */
  selectionsFor(variables: Variables): Selections;
}

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const MOST_TOKENS = 15_000;
/** Clients send few documents, each of them many times. */
const MOST_DOCUMENTS = 1000;

export type FindDocument = (api: Api, query: string) => OperationDocument;

/** Parses and validates each document of an API once. Throws `AwsError` for what cannot be parsed. */
export function createDocumentCache(): FindDocument {
  const remembered = new WeakMap<GraphQLSchema, Map<string, OperationDocument>>();
  return (api, query) => {
    if (!api.schema)
      throw new AwsError('GraphQLSchemaException', 'No schema definition exists.', { status: 502 });
    const documents = remembered.get(api.schema) ?? new Map<string, OperationDocument>();
    remembered.set(api.schema, documents);

    const document = documents.get(query) ?? prepare(api, api.schema, query);
    documents.delete(query);
    documents.set(query, document);
    if (documents.size > MOST_DOCUMENTS) {
      const [oldest = query] = documents.keys();
      documents.delete(oldest);
    }
    return document;
  };
}

function prepare({ introspection }: Api, schema: GraphQLSchema, query: string): OperationDocument {
  const document = parseQuery(query);
  const fragments = Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const selectionsWith = (variables: Variables) => createSelections({ schema, fragments, variables });
  const unconditional = isConditional(document) ? undefined : selectionsWith({});
  return {
    document,
    errors: [...validateDocument(schema, document), ...(introspection ? [] : introspectionErrors(document))],
    selectionsFor: (variables) => unconditional ?? selectionsWith(variables),
  };
}

function parseQuery(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MOST_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new AwsError('MalformedHttpRequestException', 'Unable to parse GraphQL query.');
  }
}

/** Whether the selection depends on variables. */
function isConditional(document: DocumentNode): boolean {
  let conditional = false;
  visit(document, {
    Directive({ name }) {
      conditional ||= name.value === 'skip' || name.value === 'include';
    },
  });
  return conditional;
}

function introspectionErrors(document: DocumentNode): GraphqlError[] {
  const errors: GraphqlError[] = [];
  visit(document, {
    Field(node) {
      const name = node.name.value;
      if (name !== '__schema' && name !== '__type') return;
      const message = `Validation error of type FieldUndefined: Field '${name}' in type 'Query' is undefined @ '${name}'`;
      errors.push({ path: null, locations: locationsOf([node]), message });
    },
  });
  return errors;
}

/** Returns the operation a request names. Throws `BadRequestException` if that is ambiguous. */
export function selectOperation(
  { document }: OperationDocument,
  name: string | null | undefined,
): OperationDefinitionNode {
  const operation = getOperationAST(document, name || null);
  if (operation) return operation;
  throw new AwsError(
    'BadRequestException',
    name ? `Unknown operation named '${name}'.` : 'Missing operation name.',
  );
}
