import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { legacyCodeOf, sqsError } from './sqsError.ts';

const MOST_ENTRIES = 10;

interface Entry {
  readonly Id: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_BatchResultErrorEntry.html */
interface BatchResultErrorEntry {
  readonly Id: string;
  readonly Code: string;
  readonly Message: string;
  readonly SenderFault: boolean;
}

/**
 * Runs `act` for every entry of a batch. An entry that SQS refuses fails alone. Throws where their ids are invalid or
 * not distinct.
 */
export function runBatch<E extends Entry>(entries: readonly E[], act: (entry: E) => object) {
  checkIds(entries);
  const Successful: object[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({
        Id: entry.Id,
        Code: legacyCodeOf(error),
        Message: error.message,
        SenderFault: error.status < 500,
      });
    }
  }
  return { ...(Successful.length > 0 && { Successful }), ...(Failed.length > 0 && { Failed }) };
}

/** The entries of a batch, each with the members of `shape`. They are counted before any of them is looked at. */
export const batchEntries = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .array(z.unknown())
    .transform((entries) => {
      checkCount(entries.length);
      return entries;
    })
    .pipe(z.array(z.object({ Id: z.string(), ...shape })));

function checkCount(count: number) {
  if (count === 0) throw sqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (count > MOST_ENTRIES)
    throw sqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${count}.`,
    );
}

function checkIds(entries: readonly Entry[]) {
  const seen = new Set<string>();
  for (const { Id } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id)) {
      throw sqsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (seen.has(Id)) throw sqsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
}
