import { GraphQLError, Kind, type OperationTypeNode, parse } from 'graphql';

/** One operation of a document. */
export interface Operation {
  /** Undefined for an anonymous one. */
  readonly name: string | undefined;
  readonly kind: `${OperationTypeNode}`;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** What a document holds, or one line that says why it cannot be run. */
export type DocumentContent = { readonly operations: readonly Operation[] } | { readonly complaint: string };

/** Reads which operations a document offers to run. */
export function readOperations(query: string): DocumentContent {
  try {
    const operations = parse(query).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? {
            name: definition.name?.value,
            kind: definition.operation,
            start: definition.loc?.start ?? 0,
            end: definition.loc?.end ?? 0,
          }
        : [],
    );
    return operations.length > 0 ? { operations } : { complaint: NOTHING_TO_RUN };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { complaint: isEmpty(query) ? NOTHING_TO_RUN : syntaxErrorLine(error) };
  }
}

const NOTHING_TO_RUN = 'There is no operation to run: write a query, a mutation or a subscription.';

/** Nothing but comments. */
const isEmpty = (query: string) => query.split('\n').every((line) => /^\s*(#|$)/.test(line));

/** graphql-js says "Syntax Error: …" and keeps the place apart. */
function syntaxErrorLine({ message, locations }: GraphQLError): string {
  const [place] = locations ?? [];
  const text = message.replace(/^Syntax Error: /, '');
  return place ? `Line ${place.line}, column ${place.column}: ${text}` : text;
}

/**
 * The operation that is meant: the only one, or the one around the cursor. Undefined where somebody has to choose.
 */
export function operationAt(operations: readonly Operation[], offset?: number): Operation | undefined {
  if (operations.length === 1) return operations[0];
  return offset === undefined
    ? undefined
    : operations.find(({ start, end }) => start <= offset && offset <= end);
}
