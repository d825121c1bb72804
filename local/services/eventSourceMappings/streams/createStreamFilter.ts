import type { StreamEntry } from '../../dynamodb/DynamoDb.ts';
import { matchesPattern } from '../../events/patterns/matchesPattern.ts';
import { parsePattern } from '../../events/patterns/parsePattern.ts';

/** Whether a record passes at least one filter: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html */
export function createStreamFilter(filters: readonly string[]): (entry: StreamEntry) => boolean {
  const patterns = filters.map(parsePattern);
  return ({ record }) => patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, record));
}
