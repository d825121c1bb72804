import { ForgetPerson } from '../../model/notifications/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { inParallel } from '../platform/inParallel.ts';
import { transact } from '../platform/transact.ts';
import { entities } from './shared/entities.ts';

/**
 * Forgets how somebody was to be told who has no account any more, the telephone number with it, and what they waited for. Whoever
 * has an account again by then is left alone, and so are those of whom somebody made the event up.
 */
export const handler = eachRecord({
  step: 'forgetPerson',
  schema: ForgetPerson,
  entityType: 'person',
  entityIdPaths: ['detail.eventData.userId.S'],
  independent: true,
  handle: async ({ userId }) => {
    const [outcome = 'forgotten'] = await transact(entities, ({ Contact, User }) => [
      {
        write: User.check({ id: userId })
          .where(({ id }, { notExists }) => notExists(id))
          .commit(),
        onConditionFailed: () => 'has an account',
      },
      { write: Contact.delete({ userId }).commit() },
    ]);
    if (outcome !== 'forgotten') return outcome;
    const { data } = await entities.StockWatch.query.byUser({ userId }).go({ pages: 'all' });
    await inParallel(data, AT_ONCE, ({ sku }) => entities.StockWatch.delete({ userId, sku }).go());
    return outcome;
  },
});

const AT_ONCE = 10;
