import type { Operation } from './readOperations.ts';

/** An operation as a tab sends it. */
export interface OperationRequest {
  readonly query: string;
  readonly operation: Pick<Operation, 'name' | 'kind'>;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What the headers pane names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The text that is sent, and that a signature covers. */
export const bodyOf = ({ query, variables, operation: { name } }: OperationRequest): string =>
  JSON.stringify({ query, variables, operationName: name });

/** What a request is called where no name is given. */
export const titleOf = ({ operation: { name, kind } }: Pick<OperationRequest, 'operation'>): string =>
  name ?? `an anonymous ${kind}`;
