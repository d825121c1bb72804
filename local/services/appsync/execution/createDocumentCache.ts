import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Api } from '../Api.ts';
import type { GraphqlError } from '../GraphqlRequest.ts';
import type { Variables } from './coerceVariables.ts';
import { locationsOf } from './createErrors.ts';
import { createSelections, type Selections } from './createSelections.ts';
import { shown } from '../scalars/Scalar.ts';
import { type ParsedDocument, parseDocument } from './parseDocument.ts';
import { selectionDepth } from './selectionDepth.ts';
import { MOST_ERRORS, validateDocument } from './validation/validateDocument.ts';

/** A document that is parsed and validated once, and executed many times. */
export interface OperationDocument {
  readonly document: DocumentNode;
  /** Validation errors. A document that has any is not executed. */
  readonly errors: readonly GraphqlError[];
  /** Returns what is selected where in a run with these variables. */
  selectionsFor(variables: Variables): Selections;
}

interface PreparedDocument extends OperationDocument {
  /** About how many bytes of memory it takes with its text and with the selections it remembers. */
  readonly bytes: number;
}

/** Returns a promise only if the document has to be prepared and is a large one. */
export type FindDocument = (api: Api, query: string) => OperationDocument | Promise<OperationDocument>;

/** Chosen, for the documents of one schema. Clients send few documents, each of them many times. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Chosen: a larger document would take the place of too many others, and is prepared each time. */
const MOST_BYTES_OF_ONE = MOST_BYTES / 16;
/** Chosen: preparing a longer text takes milliseconds, so it waits for its turn. */
const LONG_TEXT = 10_000;

interface Remembered {
  readonly documents: Map<string, PreparedDocument>;
  bytes: number;
}

/** Parses and validates each document of an API once. Throws `AwsError` for what cannot be parsed. */
export function createDocumentCache(nextTurn: () => Promise<void>): FindDocument {
  const bySchema = new WeakMap<GraphQLSchema, Remembered>();
  return (api, query) => {
    const { schema } = api;
    if (!schema)
      throw new AwsError('GraphQLSchemaException', 'No schema definition exists.', { status: 502 });
    const remembered = bySchema.get(schema) ?? { documents: new Map<string, PreparedDocument>(), bytes: 0 };
    bySchema.set(schema, remembered);

    const known = remembered.documents.get(query);
    if (known) {
      // The one used last is the last to be forgotten.
      remembered.documents.delete(query);
      remembered.documents.set(query, known);
      return known;
    }
    const prepareNow = () => remember(remembered, query, prepare(api, schema, query));
    return query.length > LONG_TEXT ? nextTurn().then(prepareNow) : prepareNow();
  };
}

function remember(remembered: Remembered, query: string, document: PreparedDocument): PreparedDocument {
  const { documents } = remembered;
  if (document.bytes > MOST_BYTES_OF_ONE || documents.has(query)) return document;
  documents.set(query, document);
  remembered.bytes += document.bytes;
  for (const [oldest, { bytes }] of documents) {
    if (remembered.bytes <= MOST_BYTES) break;
    documents.delete(oldest);
    remembered.bytes -= bytes;
  }
  return document;
}

/** Measured: a token with its part of the syntax tree. */
const BYTES_OF_A_TOKEN = 350;
/** Measured: a selected field that is remembered. */
const BYTES_OF_A_FIELD = 200;
/** Chosen: a document selects each of its fields once, or a few times on types of one interface. */
const FIELDS_OF_A_TOKEN = 2;

function prepare(api: Api, schema: GraphQLSchema, query: string): PreparedDocument {
  const { document, tokens } = parseDocument(query);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  const mostRemembered = FIELDS_OF_A_TOKEN * tokens;
  const selectionsWith = (variables: Variables) =>
    createSelections({ schema, fragments, variables, mostRemembered });
  const unconditional = isConditional(document) ? undefined : selectionsWith({});
  return {
    document,
    errors: errorsOf(api, schema, document, fragments),
    selectionsFor: (variables) => unconditional ?? selectionsWith(variables),
    bytes: 2 * query.length + tokens * (BYTES_OF_A_TOKEN + FIELDS_OF_A_TOKEN * BYTES_OF_A_FIELD),
  };
}

function errorsOf(
  { introspection }: Api,
  schema: GraphQLSchema,
  document: ParsedDocument['document'],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly GraphqlError[] {
  const { error, isCyclic } = selectionDepth(document, fragments);
  if (error) return [error];
  const errors = validateDocument(schema, document, isCyclic);
  return introspection ? errors : [...errors, ...introspectionErrors(document)];
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
      if ((name !== '__schema' && name !== '__type') || errors.length >= MOST_ERRORS) return;
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
    name ? `Unknown operation named '${shown(name)}'.` : 'Missing operation name.',
  );
}
