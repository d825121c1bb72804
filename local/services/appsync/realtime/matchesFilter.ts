import type { FieldFilter, SubscriptionFilter } from '../Subscription.ts';
import { affirmations, denials } from './filterOperators.ts';

/**
 * Whether an object passes an enhanced filter that `filterComplaint` had nothing against: one group of
 * which every rule holds. A filter without groups asks for nothing.
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html
 */
export const matchesFilter = ({ filterGroup }: SubscriptionFilter, published: unknown): boolean =>
  filterGroup.length === 0 ||
  filterGroup.some(({ filters }) => filters.every((rule) => holds(rule, published)));

function holds({ fieldName, operator, value }: FieldFilter, published: unknown): boolean {
  const found = valuesAt(published, fieldName.split('.'));
  const affirmed = affirmations[operator];
  if (affirmed) return found.some((actual) => affirmed(actual, value));
  return !found.some((actual) => denials[operator]!(actual, value));
}

/** What a dotted path leads to; through a list it leads to a value for each of its elements. */
function valuesAt(source: unknown, path: readonly string[]): readonly unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [source];
  if (Array.isArray(source)) return source.flatMap((element) => valuesAt(element, path));
  if (typeof source !== 'object' || source === null) return [];
  return valuesAt((source as Record<string, unknown>)[name], rest);
}
