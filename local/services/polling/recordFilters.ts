import { parseJson } from '../../platform/parseJson.ts';
import type { StreamEntry } from '../dynamodb/DynamoDb.ts';
import { matchesPattern } from '../events/patterns/matchesPattern.ts';
import { parsePattern } from '../events/patterns/parsePattern.ts';
import type { QueueRecord } from './createQueueClient.ts';

/**
 * Whether a record passes at least one filter. A pattern that looks into `body` needs a JSON
 * object there, one that compares `body` as a whole needs plain text; any other record is dropped.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export function createQueueFilter(filters: readonly string[]): (record: QueueRecord) => boolean {
  if (filters.length === 0) return () => true;
  const patterns = filters.map(parsePattern);
  return (record) => {
    const document = jsonObjectIn(record.body);
    return patterns.some((pattern) => matchesRecord(pattern, record, document));
  };
}

function matchesRecord(
  pattern: Record<string, unknown>,
  record: QueueRecord,
  document: object | undefined,
): boolean {
  if (pattern['body'] === undefined) return matchesPattern(pattern, record);
  const looksInside = !Array.isArray(pattern['body']);
  if (looksInside !== (document !== undefined)) return false;
  return matchesPattern(pattern, { ...record, body: document ?? record.body });
}

function jsonObjectIn(text: string): object | undefined {
  try {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a record passes at least one filter: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html */
export function createStreamFilter(filters: readonly string[]): (entry: StreamEntry) => boolean {
  const patterns = filters.map(parsePattern);
  return ({ record }) => patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, record));
}
