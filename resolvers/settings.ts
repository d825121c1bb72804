import type { Context } from '@aws-appsync/utils';

/** The API's environment variables, which are all text, as what they mean. */
export const settingsOf = (ctx: Pick<Context, 'env'>) => ({
  tableName: ctx.env.TABLE_NAME ?? '',
  holdHours: JSON.parse(ctx.env.HOLD_HOURS ?? '48') as number,
  eventTtlDays: JSON.parse(ctx.env.EVENT_TTL_DAYS ?? '30') as number,
});
