import { userKey } from '../../../model/accounts/keys.ts';
import { listKey } from '../../../model/fulfilment/keys.ts';
import { orderKey, orderProgressKey } from '../../../model/orders/keys.ts';
import { orderPaymentKey } from '../../../model/payments/keys.ts';
import {
  compensationReplies,
  sagaEventOf,
  sagaSteps,
  type CommandName,
} from '../../../model/sagas/events.ts';
import { sagaEventKey } from '../../../model/sagas/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import { apartmentRow, bookingRow, claimRow } from '../bookings/rows.ts';
import type { Row } from '../startBackend.ts';
import { startGateway, type Faults } from './startGateway.ts';

/** What the order costs: 125.00. */
export const AMOUNT = 12_500;
const createdOn = '2030-01-01T00:00:00.000Z';

/** The numbers under which a saga gives its commands, where nothing but its payment is asked for. */
const numbers: Partial<Record<CommandName, number>> = {
  AUTHORIZE_CUSTOMER_COMMAND: 1,
  CONFIRM_PAYMENT_COMMAND: 3,
  REFUND_PAYMENT_COMMAND: 5,
  VOID_AUTHORIZATION_COMMAND: 7,
};

const userRow = (changes: Row = {}): Row => ({
  ...userKey('user-1'),
  ...entityMetadata('User'),
  id: 'user-1',
  enabled: true,
  ...changes,
});

const orderRow = (amountCents: number): Row => ({
  ...orderKey('order-1'),
  ...entityMetadata('Order'),
  orderId: 'order-1',
  userId: 'user-1',
  lines: [{ sku: 'rolls', units: 10, priceCents: amountCents / 10 }],
  amountCents,
  deliverTo: 'apartment-1',
  flow: 'SAGA',
  createdOn,
});

const progressRow = (amountCents: number, changes: Row): Row => ({
  ...orderProgressKey('order-1'),
  ...entityMetadata('OrderProgress'),
  orderId: 'order-1',
  userId: 'user-1',
  amountCents,
  flow: 'SAGA',
  updatedOn: createdOn,
  ...changes,
});

const listRow = (missing: Row[], status: string): Row => ({
  ...listKey('order-1'),
  ...entityMetadata('ShoppingList'),
  listId: 'order-1',
  orderId: 'order-1',
  status,
  missing,
});

/** An event of the saga's, as its row has it. */
const eventRow = (part: 'COMMAND' | 'REPLY', name: string, commandNumber: number): Row => ({
  ...sagaEventKey('order-1', commandNumber, part),
  ...entityMetadata('SagaEvent'),
  ...sagaEventOf(
    part,
    name as CommandName,
    { orderId: 'order-1', commandNumber, attempt: 0, reason: '', updatedOn: createdOn },
    1,
    30,
  ),
});

const numberOf = (command: CommandName) => numbers[command] ?? 0;

const messageOf = (eventName: string, data: Row = {}) => ({
  detail: { eventName, applied: true, eventData: { orderId: { S: 'order-1' }, ...data } },
});

const commandMessage = (command: CommandName) =>
  messageOf(command, { commandNumber: { N: String(numberOf(command)) } });

type Started = Awaited<ReturnType<typeof startGateway>>;

/** What others do to the order, its person and its apartment. */
const others = (backend: Started, amountCents: number) => {
  const progress = () => backend.rowAt(orderProgressKey('order-1'));
  return {
    progress,
    /** The units are held, as the shopping list is made. */
    allocates: () => backend.put(progressRow(amountCents, { status: 'STOCK_ALLOCATED', stock: 'HELD' })),
    cancels: async () => backend.put(progressRow(amountCents, { ...(await progress()), status: 'CANCELED' })),
    disables: () => backend.put(userRow({ enabled: false })),
    movesOut: () => backend.put({ ...apartmentRow(), tenant: 'user-2' }),
    hasStay: (status: string) => backend.put(claimRow('booking-1'), bookingRow('booking-1', { status })),
  };
};

/** An order that a saga leads, brought to the apartment that its person lives in, and the workers of its money. */
export const startSagaPayments = async (faults: Faults = {}, amountCents = AMOUNT) => {
  const backend = await startGateway(faults);
  const settle = (await import('../../../lambda-fns/payments/settleSagaPayments.ts')).handler;
  const refundMissing = (await import('../../../lambda-fns/payments/refundMissingUnits.ts')).handler;
  await backend.put(orderRow(amountCents), userRow(), { ...apartmentRow(), tenant: 'user-1' });
  const commands = (command: CommandName) => backend.put(eventRow('COMMAND', command, numberOf(command)));

  return {
    ...backend,
    ...others(backend, amountCents),
    /** The saga gives a command. */
    commands,
    /** Delivers the message of a command until it is done. */
    deliver: (command: CommandName) => backend.deliverAll(settle, commandMessage(command)),
    deliverOnce: (command: CommandName) => backend.deliverOnce(settle, commandMessage(command)),
    /** Gives a command and delivers it. */
    async does(command: CommandName) {
      await commands(command);
      return backend.deliverAll(settle, commandMessage(command));
    },
    /** The saga no longer wants what it commanded. */
    callsOff: (command: CommandName) =>
      backend.put(eventRow('REPLY', 'COMMAND_CALLED_OFF', numberOf(command))),
    /** What was answered to a command; undefined where nothing was. */
    async reply(command: CommandName) {
      const row = await backend.rowAt(sagaEventKey('order-1', numberOf(command), 'REPLY'));
      if (!row) return undefined;
      const { endsAs, reason } = row['eventData'];
      return { name: row['eventName'], endsAs, reason };
    },
    payment: () => backend.rowAt(orderPaymentKey('order-1')),
    /** The list ends without these, and that is announced as often as it is said. */
    async lacks(missing: Row[], status = 'COMPLETED', deliveries = 1) {
      await backend.put(listRow(missing, status));
      for (let delivery = 1; delivery <= deliveries; delivery++)
        await backend.deliverAll(refundMissing, messageOf('SHOPPING_LIST_COMPLETED_EVENT'));
    },
    money: async () => ({ ...(await backend.book()), held: await backend.held() }),
  };
};

/** How a command is answered that was done. */
export const doneReplyOf = (command: CommandName): string =>
  sagaSteps.find((step) => step.command === command)?.done ??
  compensationReplies[command as keyof typeof compensationReplies];

export type StartedSagaPayments = Awaited<ReturnType<typeof startSagaPayments>>;
