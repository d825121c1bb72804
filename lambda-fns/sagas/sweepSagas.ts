import { SweepSagas } from '../../model/sagas/messages.ts';
import { STEP_DEADLINE_SECONDS } from '../../model/sagas/states.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { inParallel } from '../platform/inParallel.ts';
import { now } from '../platform/now.ts';
import { advanceSaga } from './shared/advanceSaga.ts';
import { entities } from './shared/entities.ts';

/** Of each status, in one delivery: the rest is left to a message that follows at once. */
const MAX_SAGAS = 100;
const SAGAS_AT_ONCE = 10;

/**
 * Looks for sagas that nobody answered in time: where a reply is stored they go on, because its message was lost, and otherwise
 * they are STUCK, which staff can see.
 */
export const handler = eachRecord({
  step: 'sweepSagas',
  schema: SweepSagas,
  entityType: 'saga',
  entityIdPaths: ['sweep'],
  counted: ['stuck'],
  handle: async () => {
    const late = [...(await findLate('RUNNING')), ...(await findLate('COMPENSATING'))];
    const errors = await inParallel(late, SAGAS_AT_ONCE, ({ orderId }) =>
      errorOf(advanceSaga(orderId, 'late')),
    );
    const [error] = errors.flat();
    // After the others, which it does not hold up.
    if (error) throw error;
    const outcome = late.length > 0 ? 'stuck' : 'none late';
    return late.length < MAX_SAGAS ? outcome : { outcome, isUnfinished: true };
  },
});

/** What a piece of work throws, if it does. */
const errorOf = async (work: Promise<unknown>): Promise<Error[]> => {
  try {
    await work;
    return [];
  } catch (error) {
    return [error instanceof Error ? error : new Error(String(error))];
  }
};

/** The index lists few sagas beside those that are late: the others end in seconds, and those that began lately are not read. */
const findLate = async (status: 'RUNNING' | 'COMPENSATING') => {
  const instant = now();
  const { data } = await entities.Saga.query
    .byStatus({ status })
    .lte({ startedOn: new Date((instant.seconds - STEP_DEADLINE_SECONDS) * 1000).toISOString() })
    .where(({ deadline }, { lt }) => lt(deadline, instant.iso))
    .go({ count: MAX_SAGAS });
  return data;
};
