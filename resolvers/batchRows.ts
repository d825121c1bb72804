import type { Context } from '@aws-appsync/utils';
import { passOn } from './passOn.ts';
import { refuse } from './refuse.ts';
import { settingsOf } from './settings.ts';

/** The rows a BatchGetItem of the table answered, all of them: one that DynamoDB left out is not one that is not there. */
export function batchRows(ctx: Context) {
  if (ctx.error) passOn(ctx.error);
  const table = settingsOf(ctx).tableName;
  if ((ctx.result.unprocessedKeys?.[table] ?? []).length > 0)
    refuse('TryAgain', 'The table is busy; try again');
  return ctx.result.data[table];
}
