import type { Call } from '../../../platform/Call.ts';
import type { DataSource } from '../Api.ts';
import type { Run } from '../execution/Run.ts';

/** One request a handler made of its data source. */
export interface DataSourceCall<Type extends DataSource['type'] = DataSource['type']> {
  readonly source: Extract<DataSource, { type: Type }>;
  /** What the request handler returned. */
  readonly request: unknown;
  readonly run: Run;
  /** The resolver or function that asks: siblings of the same one can be batched. */
  readonly asker: object;
  /** Names the resolver or function; a pagination token is good for no other, and for whoever calls it. */
  readonly askerId: string;
  /** Calls of siblings that may go together; 0 where nothing is said. */
  readonly maxBatchSize: number;
}

/** `ctx.result` and, where the data source failed, `ctx.error`. */
export interface DataSourceAnswer {
  readonly result: unknown;
  readonly error?: { readonly message: string; readonly type: string };
}

/** Throws `ResolverError` for a request it cannot read. */
export type CallDataSource<Type extends DataSource['type'] = DataSource['type']> = (
  call: DataSourceCall<Type>,
) => Promise<DataSourceAnswer>;

/** How a data source signs in to a service: in its role's name. */
export type CallAs = (roleArn: string, run: Run) => Call;
