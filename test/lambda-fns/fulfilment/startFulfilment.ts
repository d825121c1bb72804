import { marshall } from '@aws-sdk/util-dynamodb';
import { vi } from 'vitest';
import type { SQSHandler } from 'aws-lambda';
import { apartmentKey } from '../../../model/apartments/keys.ts';
import { offerKey } from '../../../model/catalog/keys.ts';
import { availabilityKey } from '../../../model/fulfilment/keys.ts';
import { amountOf } from '../../../model/orders/lines.ts';
import { sagaEventOf, type CommandName } from '../../../model/sagas/events.ts';
import { sagaEventKey } from '../../../model/sagas/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import { testCall } from '../../support/serveActions.ts';
import { skuRow } from '../inventory/rows.ts';
import { message, orderRow } from '../orders/rows.ts';
import { invoke, startBackend, type BackendOptions, type Row } from '../startBackend.ts';

export const now = '2030-01-01T00:00:00.000Z';

export const lines = [
  { sku: 'rolls', units: 4, priceCents: 80, productId: 'product-1', productVersion: 3, storeId: 'bakery' },
  { sku: 'milk', units: 2, priceCents: 120, productId: 'product-2', productVersion: 1, storeId: 'lobby' },
];

/** An order that goes to an apartment, of which a saga takes care. */
export const deliveredOrder = (changes: Row = {}): Row => ({
  ...orderRow({ lines, ...changes, flow: 'SAGA' }),
  deliverTo: 'flat-1',
});

export const apartmentRow = (): Row => ({
  ...apartmentKey('flat-1'),
  ...entityMetadata('Apartment'),
  ...{ id: 'flat-1', buildingId: 'house-1', apartmentNumber: '101', numberOfRooms: 1, kitchen: true },
  ...{ apartmentType: 'VILLA', apartmentStatus: 'OCCUPIED', createdOn: now, updatedOn: now },
});

export const offerRow = (sku: string, storeId: string, name: string): Row => ({
  ...offerKey(sku),
  ...entityMetadata('Offer'),
  ...{ sku, storeId, name, productId: `product-of-${sku}`, priceCents: 999, productVersion: 9 },
  ...{ participating: true, storeVersion: 1 },
});

export const availabilityRow = (userId: string, listId?: string): Row => ({
  ...availabilityKey(userId),
  ...entityMetadata('Availability'),
  ...{ userId, available: true, updatedOn: now },
  ...(listId && { listId }),
});

export const [CREATE, INITIATE, CANCEL] = [
  'CREATE_SHOPPING_LIST_COMMAND',
  'INITIATE_SHOPPING_COMMAND',
  'CANCEL_SHOPPING_LIST_COMMAND',
] as const;

export const ENOUGH = { rolls: 10, milk: 10 };

/** A command as its saga wrote it, and the message of it. */
export const commandOf = (command: CommandName, commandNumber: number, orderId = 'order-1') => {
  const data = { orderId, commandNumber, attempt: 0, reason: '', updatedOn: now };
  const event = sagaEventOf('COMMAND', command, data, 0, 30);
  return {
    row: {
      ...sagaEventKey(orderId, commandNumber, 'COMMAND'),
      ...entityMetadata('SagaEvent'),
      ...event,
    },
    message: message(command, event.eventData),
  };
};

/** The table and the queues, and what shopping is looked at by. */
export const startFulfilment = async (options?: BackendOptions) => {
  const backend = await startBackend(options);
  vi.resetModules();
  const { handler } = (await import('../../../lambda-fns/fulfilment/runShoppingCommands.ts')) as {
    handler: SQSHandler;
  };
  const rowsWhere = async (wanted: (row: Row) => boolean) => (await backend.rows()).filter(wanted);
  const consume = async (...bodies: unknown[]) => {
    for (const body of bodies) await backend.send(body);
    return invoke(handler, await backend.receiveEvent());
  };

  /** The saga gives a command, and its message is delivered. */
  const command = async (name: CommandName, number: number) => {
    const { row, message } = commandOf(name, number);
    await backend.put(row);
    return consume(message);
  };
  const list = async () => (await rowsWhere(({ sk }) => sk === 'LIST'))[0];
  const progress = async () => (await rowsWhere(({ sk }) => sk === 'PROGRESS'))[0];
  const moves = async (status: string, stock: string) =>
    backend.put({ ...(await progress())!, status, stock });

  return {
    ...backend,
    consume,
    rowsWhere,

    /** Deletes every row: to start is what takes the time. Time stands still, so letters that were seen stay hidden. */
    async clear() {
      for (const { pk, sk } of await backend.rows())
        await backend.tableActions.DeleteItem!({ TableName: 'table', Key: marshall({ pk, sk }) }, testCall);
      await backend.deadLetters();
    },

    ...{ command, list, progress, moves },

    /** The list was made, and its order paid for. */
    async isPaid() {
      await backend.put(...wishedRows(ENOUGH));
      await command(CREATE, 2);
      await moves('PAYMENT_ACCEPTED', 'SOLD');
    },

    /** Sets attributes of the list, as the mutations of staff would. */
    changesList: async (changes: Row) => backend.put({ ...(await list())!, ...changes }),

    /** Of commands, by their number: the reply's name and what it says. */
    replies: async () =>
      (await rowsWhere(({ sk }) => sk.endsWith('#REPLY'))).map(({ eventName, eventData }) => ({
        reply: eventName,
        number: eventData.commandNumber,
        ...(eventData.endsAs && { endsAs: eventData.endsAs, reason: eventData.reason }),
      })),
    listEvents: async () =>
      (await rowsWhere(({ pk, sk }) => pk.startsWith('LIST#') && sk.startsWith('EVENT#'))).map(
        ({ sk }) => sk as string,
      ),
    onHand: async (): Promise<Record<string, number>> =>
      Object.fromEntries((await rowsWhere(({ pk }) => pk === 'SKUS')).map(({ sku, units }) => [sku, units])),
  };
};

export type StartedFulfilment = Awaited<ReturnType<typeof startFulfilment>>;

/** What a list is made of: the order, its apartment, its offers and so much stock. */
export const wishedRows = (stock: Record<string, number>, changes: Row = {}): Row[] => [
  deliveredOrder(changes),
  apartmentRow(),
  offerRow('rolls', 'bakery', 'Poppy seed rolls'),
  offerRow('milk', 'lobby', 'Milk'),
  ...Object.entries(stock).map(([sku, units]) => skuRow(sku, units)),
];

export const amountCents = amountOf(lines);
