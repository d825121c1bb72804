import { ShoppingCommand } from '../../model/fulfilment/messages.ts';
import type { ShoppingList } from '../../model/fulfilment/ShoppingList.ts';
import type { SagaCommand } from '../../model/sagaCommands.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now, type Instant } from '../platform/now.ts';
import { answerCommand, isAnswered } from '../platform/sagaCommands.ts';
import { retryWhenOutdated, transact, type TransactionItem } from '../platform/transact.ts';
import { cancelList } from './shared/cancelList.ts';
import { createList } from './shared/createList.ts';
import { announceList, entities, refuseCommand } from './shared/entities.ts';

/** Does what the saga of an order wants done about its shopping list, once a command, and answers in the same transaction. */
export const handler = eachRecord({
  step: 'runShoppingCommands',
  schema: ShoppingCommand,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  handle: async (command) =>
    (await isAnswered(command)) ? 'answered' : retryWhenOutdated(() => run(command, now())),
});

type Command = SagaCommand<
  'CREATE_SHOPPING_LIST_COMMAND' | 'INITIATE_SHOPPING_COMMAND' | 'CANCEL_SHOPPING_LIST_COMMAND'
>;

const run = ({ command, ...rest }: Command, now: Instant): Promise<string> => {
  switch (command) {
    case 'CREATE_SHOPPING_LIST_COMMAND':
      return createList({ command, ...rest }, now);
    case 'INITIATE_SHOPPING_COMMAND':
      return initiateShopping({ command, ...rest }, now);
    case 'CANCEL_SHOPPING_LIST_COMMAND':
      return cancelList({ command, ...rest }, now);
  }
};

/** Offers the list of a paid order to the staff. An order that was canceled meanwhile is refused. */
const initiateShopping = async (
  command: SagaCommand<'INITIATE_SHOPPING_COMMAND'>,
  now: Instant,
): Promise<string> => {
  const { orderId } = command;
  const { data: list } = await entities.ShoppingList.get({ listId: orderId }).go({ consistent: true });
  if (list?.status !== 'PENDING') return refuseCommand(command, 'CANCELED', '', now);
  const available: ShoppingList = {
    ...list,
    ...{ status: 'AVAILABLE', version: list.version + 1, updatedOn: now.iso },
  };
  const [outcome = 'initiated'] = await transact(
    entities,
    (writes): TransactionItem<'answered' | 'outdated' | 'canceled'>[] => [
      answerCommand(writes, command, { reply: 'SHOPPING_INITIATED_REPLY' }, now),
      {
        write: writes.OrderProgress.check({ orderId })
          .where((row, { eq }) => eq(row.status, 'PAYMENT_ACCEPTED'))
          .commit(),
        onConditionFailed: () => 'canceled',
      },
      {
        write: writes.ShoppingList.put(available)
          .where((row, { eq }) => eq(row.version, list.version))
          .commit(),
        onConditionFailed: () => 'outdated',
      },
      announceList(writes, available, 'SHOPPING_LIST_INITIATED_EVENT', now),
    ],
  );
  return outcome === 'canceled' ? refuseCommand(command, 'CANCELED', '', now) : outcome;
};
