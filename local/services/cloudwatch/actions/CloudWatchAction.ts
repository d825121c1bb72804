import type { z } from 'zod';
import type { Call } from '../../../platform/Call.ts';
import type { World } from '../../../platform/World.ts';
import type { Alarms } from '../alarms/createAlarms.ts';
import type { Dashboards } from '../createDashboards.ts';
import { invalidNextToken, parseInput } from '../errors.ts';

/** One API action. It checks its input and throws where CloudWatch would refuse it. */
export type CloudWatchAction = (input: unknown, context: CloudWatchContext) => unknown;

export interface CloudWatchContext {
  readonly world: World;
  readonly alarms: Alarms;
  readonly dashboards: Dashboards;
  readonly call: Call;
}

export const defineAction =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (input: z.output<Schema>, context: CloudWatchContext) => unknown,
  ): CloudWatchAction =>
  (input, context) =>
    run(parseInput(schema, input), context);

/** One page of all items. Its token is the position of the next. */
export function paginate<Item>(
  all: readonly Item[],
  { most, token }: { readonly most: number; readonly token?: string | undefined },
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const start = token === undefined ? 0 : positionOf(token);
  const end = start + most;
  const next = end < all.length ? { NextToken: Buffer.from(`${end}`).toString('base64') } : {};
  return { items: all.slice(start, end), ...next };
}

function positionOf(token: string): number {
  const text = Buffer.from(token, 'base64').toString();
  if (!/^\d{1,9}$/.test(text)) throw invalidNextToken();
  return Number(text);
}
