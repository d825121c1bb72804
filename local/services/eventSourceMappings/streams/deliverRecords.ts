import type { StreamEntry } from '../../dynamodb/DynamoDb.ts';
import { backoffMs } from '../backoffMs.ts';
import { type Discarded, discardRecords } from './discardRecords.ts';
import { invokeWithRecords } from './invokeWithRecords.ts';
import { splitExpired } from './splitExpired.ts';
import type { StreamDelivery } from './StreamDelivery.ts';

/**
 * Hands records to the function, in order, until each was handled or given up. A failed batch is
 * tried again from the first record that failed; with bisection it is halved instead, which uses
 * up no retry. Progress begins the count of retries anew.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export async function deliverRecords(
  delivery: StreamDelivery,
  entries: readonly StreamEntry[],
): Promise<void> {
  const pieces = [entries];
  for (let piece = pieces.shift(); piece && !delivery.work.closed; piece = pieces.shift()) {
    if (piece.length > 0) pieces.unshift(...(await deliverPiece(delivery, piece)));
  }
}

/** What of the piece remains to be delivered, in order. */
async function deliverPiece(
  delivery: StreamDelivery,
  piece: readonly StreamEntry[],
): Promise<(readonly StreamEntry[])[]> {
  const { bisectBatchOnFunctionError = false, maximumRetryAttempts = -1 } = delivery.mapping;
  let last: Pick<Discarded, 'result' | 'invokeCount'> = { result: undefined, invokeCount: 0 };
  let retries = 0;
  for (let waits = 0; ; waits++) {
    const { expired, live } = splitExpired(delivery, piece);
    if (expired.length > 0) {
      await discardRecords(delivery, { ...last, entries: expired, condition: 'RecordAgeExceeded' });
      return [live];
    }

    const outcome = await invokeWithRecords(delivery, piece);
    if (outcome.kind === 'done') return [];
    if (outcome.kind === 'failed') {
      const { firstFailed, result } = outcome;
      last = { result, invokeCount: last.invokeCount + 1 };
      if (firstFailed > 0) return [piece.slice(firstFailed)];
      if (bisectBatchOnFunctionError && piece.length > 1) return halvesOf(piece);
      if (maximumRetryAttempts >= 0 && retries >= maximumRetryAttempts) {
        await discardRecords(delivery, { ...last, entries: piece, condition: 'RetryAttemptsExhausted' });
        return [];
      }
      retries++;
    }
    if (!(await delivery.work.pause(delivery.self, backoffMs(waits)))) return [];
  }
}

function halvesOf(piece: readonly StreamEntry[]) {
  const middle = Math.ceil(piece.length / 2);
  return [piece.slice(0, middle), piece.slice(middle)];
}
