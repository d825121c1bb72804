import { createWriteTransaction } from 'electrodb';
import { canceledError, failedCondition, inContention, type Reason } from '../platform/transact.ts';
import { PermanentError } from '../platform/errors.ts';
import { entities } from './entities.ts';
import type { Items, Writes } from './Subject.ts';

/** Writes an outcome in one transaction: the payment, its subject, the event that tells of it. */
export const record = async <Outcome extends string>(
  outcome: Outcome,
  itemsOf: (writes: Writes) => Items,
): Promise<Outcome | 'movedOn'> => {
  const { canceled, data } = await inContention(() => createWriteTransaction(entities, itemsOf).go());
  return canceled ? explain(data) : outcome;
};

const explain = (reasons: readonly Reason[]): 'movedOn' => {
  const [payment, subject, event] = reasons;
  if (failedCondition(payment) || failedCondition(subject)) return 'movedOn';
  if (failedCondition(event)) throw new PermanentError('StateConflict', 'This outcome was told before');
  throw canceledError(reasons);
};
