import type { Randomness } from '../../../../platform/Randomness.ts';
import type { DataSourceAnswer } from '../DataSourceCall.ts';
import type { Tokens } from './createPagination.ts';

/** One operation of the DynamoDB data source: from a handler's request to `ctx.result`. */
export type Operation = (
  request: Readonly<Record<string, unknown>>,
  table: Table,
) => Promise<DataSourceAnswer>;

export interface Table {
  readonly tableName: string;
  /** Calls DynamoDB's own API, by action name, as the data source's role. */
  send(action: string, input: object): Promise<any>;
  readonly tokens: Tokens;
  readonly random: Randomness;
}
