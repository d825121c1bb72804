import { basketSchema, type Basket } from '../../model/baskets/Basket.ts';
import { basketEventOf } from '../../model/baskets/events.ts';
import { SweepBaskets } from '../../model/baskets/messages.ts';
import { basketEventSchema } from '../../model/baskets/BasketEvent.ts';
import { openBasketSchema } from '../../model/baskets/OpenBasket.ts';
import { bindEntity } from '../platform/bindEntity.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { environment } from '../platform/environment.ts';
import { RetryableError } from '../platform/errors.ts';
import { inParallel } from '../platform/inParallel.ts';
import { now, type Instant } from '../platform/now.ts';
import { rowTraceField } from '../platform/tracer.ts';
import { transact } from '../platform/transact.ts';

/** What one message ends at most; another message does the rest. */
const MAX_EXPIRED = 500;
const AT_ONCE = 10;

/** Writes down which baskets have expired. Who reads one sees it before. */
export const handler = eachRecord({
  step: 'sweepBaskets',
  schema: SweepBaskets,
  entityType: 'basket',
  entityIdPaths: ['sweep'],
  handle: async () => {
    const instant = now();
    const { data } = await entities.Basket.query
      .open({ status: 'OPEN' })
      .lte({ expiresOn: instant.iso })
      .go({ limit: MAX_EXPIRED });
    const outcomes = await inParallel(data, AT_ONCE, (basket) =>
      expire(basket, instant).catch((error: unknown) => ({ id: basket.id, error })),
    );
    const failures = outcomes.filter((outcome) => typeof outcome !== 'string');
    if (failures.length > 0) throw failuresError(failures, data.length);
    const expired = outcomes.filter((outcome) => outcome === 'expired').length;
    const outcome = `${expired} expired`;
    // Without one that was ended a new message would find the same ones.
    const isUnfinished = data.length === MAX_EXPIRED && expired > 0;
    return isUnfinished ? { outcome, isUnfinished } : outcome;
  },
});

interface Failure {
  readonly id: string;
  readonly error: unknown;
}

/** One error for all, thrown once the others have ended: one basket that cannot be ended does not keep them. */
const failuresError = (failures: readonly Failure[], all: number) => {
  const examples = failures.slice(0, 3).map(({ id, error }) => `${id}: ${String(error)}`);
  return new RetryableError(
    'InternalFailure',
    `${failures.length} of ${all} did not expire, such as ${examples.join('; ')}`,
  );
};

const entities = {
  Basket: bindEntity(basketSchema),
  BasketEvent: bindEntity(basketEventSchema),
  OpenBasket: bindEntity(openBasketSchema),
};

/** Ends a basket with its event and frees its person's claim, if nobody has ended or changed it since it was read. */
const expire = async (basket: Basket, now: Instant) => {
  const { id, userId, expiresOn } = basket;
  const eventData = { basketId: id, userId, status: 'EXPIRED', updatedOn: now.iso } as const;
  const [outcome = 'expired'] = await transact(entities, ({ Basket, BasketEvent, OpenBasket }) => [
    {
      // The end is named, too, because it is a key of the index that the basket leaves.
      write: Basket.patch({ id })
        .set({ status: 'EXPIRED', updatedOn: now.iso, expiresOn })
        .where((row, { eq }) => `${eq(row.status, 'OPEN')} AND ${eq(row.expiresOn, expiresOn)}`)
        .commit(),
      onConditionFailed: () => 'movedOn' as const,
    },
    {
      write: BasketEvent.create({
        ...basketEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS),
        ...rowTraceField(),
      }).commit(),
      onConditionFailed: () => 'movedOn' as const,
    },
    {
      write: OpenBasket.delete({ userId })
        .where(({ basketId }, { eq, notExists }) => `${notExists(basketId)} OR ${eq(basketId, id)}`)
        .commit(),
      onConditionFailed: 'omit' as const,
    },
  ]);
  return outcome;
};
