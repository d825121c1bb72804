import { SECONDS_OF_DAY } from '../../../model/calendar.ts';
import type { DeadLetter } from '../../../model/deadLetters/DeadLetter.ts';
import {
  DEAD_LETTER_FOUND_EVENT,
  DEAD_LETTER_LEFT_EVENT,
  letterEventNames,
  type DeadLetterEventData,
} from '../../../model/deadLetters/events.ts';
import type { ClosedStatus } from '../../../model/deadLetters/states.ts';
import { jsonOf, valueAt } from '../../../letters/core/jsonOf.ts';
import type { Cause } from '../../../letters/core/Letter.ts';
import { environment } from '../../platform/environment.ts';
import { utf8Start } from '../../platform/logger.ts';
import { now, type Instant } from '../../platform/now.ts';
import { retryWhenOutdated, transact, type TransactionItem } from '../../platform/transact.ts';
import { delayOfBooking } from './bookingDelays.ts';
import type { Delay, DelayingLetter } from './Delay.ts';
import { entities, type Writes } from './entities.ts';
import { delayOfOrder } from './orderDelays.ts';

/** A letter as it was found. */
export interface FoundLetter {
  readonly id: string;
  /** Name of the queue it lies in. */
  readonly queue: string;
  readonly cause: Cause;
  /** All of it, or its beginning. */
  readonly body: string;
  readonly bodyBytes: number;
}

/** Chosen: an item takes 400 KB, and an answer of the API is to be read by a person. */
export const MAX_BODY_BYTES = 200_000;

/** A row outlives its letter, which its queue keeps for 14 days at most. */
const OPEN_DAYS = 15;

/** Writes that a letter was found, with its event and what its owner is told, once. Of what cannot be told nothing is. */
export const recordLetter = (letter: FoundLetter): Promise<'recorded' | 'known'> =>
  retryWhenOutdated(async () => {
    const instant = now();
    const row = rowOf(letter, instant);
    const isTold = canBeTold(letter);
    const delay = isTold ? await readDelay(row, letter.body) : undefined;
    const outcomes = await transact(entities, (writes) => [
      ...findingWrites(writes, { ...row, ...(delay && { ownerId: delay.ownerId }) }, letter),
      ...(isTold ? [foundEvent(writes, row, instant)] : []),
      ...(delay?.begin(writes, instant, row.ttl) ?? []),
    ]);
    return outcomes[0] ?? 'recorded';
  });

/**
 * Whether an event may tell of a letter. A stream record that could not be announced, and an event about letters that could
 * not be delivered, would each be followed by one more letter for as long as the way out is closed.
 */
const canBeTold = ({ cause: { deathClass }, body }: FoundLetter): boolean =>
  deathClass !== 'UNREAD' && !(deathClass === 'UNDELIVERED' && isAboutLetters(body));

const isAboutLetters = (body: string) => {
  const detailType = valueAt(jsonOf(body), 'detail-type');
  return letterEventNames.some((name) => name === detailType);
};

/**
 * Reads what a letter is about. Undefined where that has no owner: the letter may say anything, so that whose it is
 * counts by what is stored, its claim at least.
 */
const readDelay = async (letter: DelayingLetter, body: string): Promise<Delay | undefined> => {
  if (letter.entityType === 'order') return delayOfOrder(letter);
  return letter.entityType === 'booking' ? delayOfBooking(letter, body) : undefined;
};

const rowOf = ({ id, queue, cause, bodyBytes }: FoundLetter, instant: Instant): DeadLetter => {
  const { failingStep, entityType, entityId, traceId, codeVersion, receiveCount, firstReceivedOn } = cause;
  return {
    letterId: id,
    queue,
    status: 'OPEN',
    deathClass: cause.deathClass,
    errorCode: cause.errorCode,
    reason: cause.reason,
    failingStep,
    entityType,
    entityId,
    traceId,
    codeVersion,
    receiveCount,
    redriveCount: cause.redrive?.count ?? 0,
    sentOn: cause.sentOn,
    firstReceivedOn,
    diedOn: cause.diedOn ?? cause.sentOn,
    recordedOn: instant.iso,
    bodyBytes,
    ttl: instant.seconds + OPEN_DAYS * SECONDS_OF_DAY,
  };
};

const findingWrites = (
  { DeadLetter, DeadLetterBody }: Writes,
  row: DeadLetter,
  { body }: FoundLetter,
): TransactionItem<'known'>[] => [
  {
    write: DeadLetter.put(row)
      .where(({ letterId, status }, { notExists, ne }) => `${notExists(letterId)} OR ${ne(status, 'OPEN')}`)
      .commit(),
    onConditionFailed: () => 'known',
  },
  {
    write: DeadLetterBody.put({
      letterId: row.letterId,
      body: utf8Start(body, MAX_BODY_BYTES),
      ttl: row.ttl,
    }).commit(),
  },
];

const foundEvent = ({ DeadLetterEvent }: Writes, row: DeadLetter, instant: Instant) => ({
  write: DeadLetterEvent.put(eventOf(row, DEAD_LETTER_FOUND_EVENT, instant)).commit(),
});

/** Writes that a letter is in its queue no more, and why, with its event and what its owner is told, once. */
export const closeLetter = (letterId: string, status: ClosedStatus): Promise<'closed' | 'not open'> =>
  retryWhenOutdated(async () => {
    const instant = now();
    const { data: open } = await entities.DeadLetter.get({ letterId }).go({ consistent: true });
    if (open?.status !== 'OPEN') return 'not open';
    const ttl = instant.seconds + environment.EVENT_TTL_DAYS * SECONDS_OF_DAY;
    const row: DeadLetter = { ...open, status, closedOn: instant.iso, ttl };
    const body = open.entityType === 'booking' ? await bodyOf(letterId) : '';
    const delay = open.ownerId === undefined ? undefined : await readDelay(open, body);
    const outcomes = await transact(entities, (writes): TransactionItem<'not open' | 'outdated'>[] => [
      {
        write: writes.DeadLetter.put(row)
          .where(({ status: stored }, { eq }) => eq(stored, 'OPEN'))
          .commit(),
        onConditionFailed: () => 'not open',
      },
      { write: writes.DeadLetterEvent.put(eventOf(row, DEAD_LETTER_LEFT_EVENT, instant)).commit() },
      ...(delay?.end(writes, instant) ?? []),
    ]);
    return outcomes[0] ?? 'closed';
  });

const bodyOf = async (letterId: string): Promise<string> => {
  const { data } = await entities.DeadLetterBody.get({ letterId }).go();
  return data?.body ?? '';
};

const eventOf = (row: DeadLetter, eventName: string, instant: Instant) => {
  const eventData: DeadLetterEventData = {
    letterId: row.letterId,
    queue: row.queue,
    status: row.status,
    deathClass: row.deathClass,
    errorCode: row.errorCode,
    reason: row.reason,
    failingStep: row.failingStep ?? '',
    entityType: row.entityType ?? '',
    entityId: row.entityId ?? '',
    updatedOn: instant.iso,
  };
  return {
    letterId: row.letterId,
    eventName,
    eventData,
    applied: true,
    ttl: instant.seconds + environment.EVENT_TTL_DAYS * SECONDS_OF_DAY,
    ...(row.traceId && { traceId: row.traceId }),
  };
};
