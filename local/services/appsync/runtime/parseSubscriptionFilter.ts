import { z } from 'zod';
import type { SubscriptionFilter } from '../Execution.ts';
import { ResolverError } from './ResolverError.ts';

/** Checks a filter given to `extensions.setSubscriptionFilter`. Throws the `ResolverError` that its subscriber gets. */
export function parseSubscriptionFilter(filter: unknown): SubscriptionFilter {
  const parsed = Filter.safeParse(filter);
  if (!parsed.success)
    throw new ResolverError(`Invalid subscription filter: ${z.prettifyError(parsed.error)}`);
  for (const { filters } of parsed.data.filterGroup) checkLimits(filters);
  return parsed.data;
}

const OPERATORS = 'eq ne le lt ge gt contains notContains beginsWith in notIn between containsAny'.split(' ');

const Filter = z.strictObject({
  filterGroup: z.array(
    z.strictObject({
      filters: z.array(
        z.strictObject({ fieldName: z.string(), operator: z.enum(OPERATORS), value: z.unknown() }),
      ),
    }),
  ),
});

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html, quotas of enhanced subscription filters. */
const MOST_FIELDS = 5;
const MOST_COMBINATIONS = 10;
const MOST_VALUES: Readonly<Record<string, number>> = { in: 5, notIn: 5, containsAny: 20 };

function checkLimits(filters: readonly { fieldName: string; operator: string; value?: unknown }[]): void {
  const names = new Set(filters.map(({ fieldName }) => fieldName));
  if (names.size < filters.length) throw new ResolverError('filter uses same fieldName multiple time');
  if (names.size > MOST_FIELDS)
    throw new ResolverError(`Filters exceed maximum attributes limit ${MOST_FIELDS}`);
  for (const { operator, value } of filters) {
    const most = MOST_VALUES[operator] ?? Infinity;
    if (Array.isArray(value) && value.length > most) {
      throw new ResolverError(
        `subscription exceeds maximum value limit ${most} for operator \`${operator}\`.`,
      );
    }
  }
  const combinations = filters.reduce((count, filter) => count * valuesOf(filter), 1);
  if (combinations > MOST_COMBINATIONS) {
    throw new ResolverError(`Filters combination exceed maximum limit ${MOST_COMBINATIONS}`);
  }
}

const valuesOf = ({ operator, value }: { operator: string; value?: unknown }) =>
  operator === 'in' && Array.isArray(value) ? value.length : 1;
