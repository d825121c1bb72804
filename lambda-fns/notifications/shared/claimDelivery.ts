import type { TransactWriteEntities } from 'electrodb';
import { SECONDS_OF_DAY } from '../../../model/calendar.ts';
import type { Delivery } from '../../../model/notifications/Delivery.ts';
import { nextStepOf, type Cap, type DeliveryState } from '../../../model/notifications/deliveries.ts';
import type { Channel } from '../../../model/notifications/kinds.ts';
import { RetryableError } from '../../platform/errors.ts';
import type { Instant } from '../../platform/now.ts';
import { conditionMet, transact, type TransactionItem } from '../../platform/transact.ts';
import { entities } from './entities.ts';

/** Which message: that of an entry, or of a code, over one channel. */
export interface DeliveryKey {
  readonly userId: string;
  readonly channel: Channel;
  readonly subjectId: string;
}

export type Writes = TransactWriteEntities<typeof entities>;

/** Items of the claim's transaction that hold while the person may be reached so. */
export type Checks = (writes: Writes) => TransactionItem<'changed'>[];

/** As long as an invocation takes at most: 10 seconds, and as much again. */
const LEASE_MS = 20_000;

/** Longer than any message can come again: as entries of the inbox. */
const KEPT_DAYS = 90;

/**
 * Claims a message before it is sent. Returns whether it is to be sent now; `changed` where the person is to be reached in another
 * way by now, or not at all; `capped` where there were too many that day. Throws where somebody else is about to send it.
 */
export const claimDelivery = async (
  key: DeliveryKey,
  { caps, checks }: { readonly caps: readonly Cap[]; readonly checks: Checks },
  now: Instant,
): Promise<'send' | 'done before' | 'changed' | 'capped'> => {
  const { data } = await entities.Delivery.get(key).go({ consistent: true });
  const stored = data ?? undefined;
  const step = nextStepOf(stored, key.channel, now.iso);
  if (step === 'leave') return 'done before';
  if (step === 'wait') throw new RetryableError('TryAgain', 'Somebody else is about to send it');
  // One that was counted when it was claimed first is not counted again.
  const counted = stored === undefined || stored.sends === 0 ? caps : [];
  const [outcome = 'send' as const] = await transact(entities, (writes) => [
    { write: putClaim(writes, key, stored, now), onConditionFailed: () => 'changed' as const },
    ...checks(writes),
    ...counted.map((cap) => count(writes, cap, now)),
  ]);
  return outcome;
};

/** The row as it is from now on, if it is as it was read. */
const putClaim = ({ Delivery }: Writes, key: DeliveryKey, stored: Delivery | undefined, now: Instant) =>
  Delivery.put({
    ...key,
    state: 'SENDING',
    waitsUntil: new Date(Date.parse(now.iso) + LEASE_MS).toISOString(),
    sends: (stored?.sends ?? 0) + 1,
    ttl: now.seconds + KEPT_DAYS * SECONDS_OF_DAY,
  })
    .where((row, { eq, notExists }) =>
      stored
        ? `${eq(row.state, stored.state)} AND ${eq(row.waitsUntil, stored.waitsUntil)}`
        : notExists(row.state),
    )
    .commit();

const count = ({ DeliveryCount }: Writes, { whose, channel, most }: Cap, now: Instant) => ({
  write: DeliveryCount.update({ whose, channel, day: now.iso.slice(0, 10) })
    .add({ messages: 1 })
    .set({ ttl: now.seconds + 2 * SECONDS_OF_DAY })
    .where(({ messages }, { lt, notExists }) => `${notExists(messages)} OR ${lt(messages, most)}`)
    .commit(),
  onConditionFailed: () => 'capped' as const,
});

/** Writes down what became of a message that was claimed. */
export const settleDelivery = async (key: DeliveryKey, state: DeliveryState) => {
  await entities.Delivery.patch(key).set({ state }).go();
};

/** Lets a message wait for the end of quiet hours, unless it was claimed before. */
export const postponeDelivery = async (key: DeliveryKey, until: string, now: Instant) => {
  const isNew = await conditionMet(
    entities.Delivery.put({
      ...key,
      ...{ state: 'POSTPONED', waitsUntil: until, sends: 0 },
      ttl: now.seconds + KEPT_DAYS * SECONDS_OF_DAY,
    })
      .where(({ state }, { eq, notExists }) => `${notExists(state)} OR ${eq(state, 'POSTPONED')}`)
      .go(),
  );
  return isNew ? 'postponed' : 'done before';
};

/** Forgets a message that waited and is not to be sent any more: it would be looked at again and again. */
export const dropPostponed = (key: DeliveryKey) =>
  conditionMet(
    entities.Delivery.delete(key)
      .where(({ state }, { eq }) => eq(state, 'POSTPONED'))
      .go(),
  );
