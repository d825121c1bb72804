import { backoffMs } from '../../eventSourceMappings/backoffMs.ts';
import { send } from '../send.ts';
import type { Carrying } from './Carrying.ts';
import { giveUpRecords } from './giveUpRecords.ts';
import type { StreamItem } from './StreamItem.ts';

/** How long a stream keeps its records: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const RECORD_LIFETIME_SECONDS = 24 * 60 * 60;

/** Hands records to the target, in order, until each was taken or given up. */
export async function carryRecords(carrying: Carrying, items: readonly StreamItem[]): Promise<void> {
  const pieces = [items];
  for (let piece = pieces.shift(); piece && !carrying.work.closed; piece = pieces.shift()) {
    if (piece.length > 0) pieces.unshift(...(await carryPiece(carrying, piece)));
  }
}

/**
 * What of the piece remains to be carried, in order. What a target took in part goes on with the
 * rest; a piece refused whole is halved where the pipe bisects, which uses up no retry, or retried.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 */
async function carryPiece(
  carrying: Carrying,
  piece: readonly StreamItem[],
): Promise<(readonly StreamItem[])[]> {
  const { context, settings, target, work, self } = carrying;
  for (let attempts = 0; ; attempts++) {
    const { expired, live } = splitExpired(carrying, piece);
    if (expired.length > 0) {
      await giveUpRecords(carrying, expired, 'MaximumRecordAgeExceeded');
      return [live];
    }
    const failures = await send(context, target, piece);
    const failed = piece.filter((item) => failures.has(item));
    if (failed.length < piece.length) return [failed];
    if (settings.OnPartialBatchItemFailure && piece.length > 1) return halvesOf(piece);
    if (settings.MaximumRetryAttempts >= 0 && attempts >= settings.MaximumRetryAttempts) {
      await giveUpRecords(carrying, piece, 'RetryAttemptsExhausted');
      return [];
    }
    if (!(await work.pause(self, backoffMs(attempts)))) return [];
  }
}

function splitExpired({ context: { world }, settings }: Carrying, piece: readonly StreamItem[]) {
  const { MaximumRecordAgeInSeconds: age } = settings;
  const oldest = world.clock.now() / 1000 - (age === -1 ? RECORD_LIFETIME_SECONDS : age);
  const isExpired = ({ record }: StreamItem) => record.dynamodb.ApproximateCreationDateTime < oldest;
  return { expired: piece.filter(isExpired), live: piece.filter((item) => !isExpired(item)) };
}

function halvesOf(piece: readonly StreamItem[]) {
  const middle = Math.ceil(piece.length / 2);
  return [piece.slice(0, middle), piece.slice(middle)];
}
