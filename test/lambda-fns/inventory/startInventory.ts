import type { SQSHandler } from 'aws-lambda';
import { vi } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { invoke, startBackend, type BackendOptions, type Row } from '../startBackend.ts';

type Worker =
  | 'restockSku'
  | 'allocateOrderStock'
  | 'completeOrderPaymentAccepted'
  | 'deallocateOrderPaymentRejected'
  | 'compensateCanceledOrder';

/** The table and the queues, and what stock is looked at by. */
export const startInventory = async (options?: BackendOptions) => {
  const backend = await startBackend(options);
  vi.resetModules();
  const handlerOf = async (worker: Worker): Promise<SQSHandler> =>
    (await import(`../../../lambda-fns/inventory/${worker}.ts`)).handler;
  const rowsWhere = async (wanted: (row: Row) => boolean) => (await backend.rows()).filter(wanted);

  return {
    ...backend,
    /** The table's actions as they were before a test broke any. */
    wholeActions: { ...backend.tableActions },

    /** Others' transactions on the same rows stand in the way of the first ones; tells how many there were in all. */
    contend(refused: number): { readonly transactions: number } {
      const { TransactWriteItems } = backend.tableActions;
      const count = { transactions: 0 };
      backend.tableActions.TransactWriteItems = async (input, call) => {
        if (++count.transactions <= refused) throw conflictOver(input.TransactItems);
        return TransactWriteItems!(input, call);
      };
      return count;
    },

    /** Sends the bodies and hands all of them to the worker at once. */
    async consume(worker: Worker, ...bodies: unknown[]) {
      for (const body of bodies) await backend.send(body);
      return invoke(await handlerOf(worker), await backend.receiveEvent());
    },

    /** Units on hand, by SKU. */
    onHand: async (): Promise<Record<string, number>> =>
      Object.fromEntries((await rowsWhere(({ pk }) => pk === 'SKUS')).map(({ sku, units }) => [sku, units])),
    progress: async () => (await rowsWhere(({ sk }) => sk === 'PROGRESS'))[0],
    events: () => rowsWhere(({ sk }) => sk.startsWith('EVENT#')),
  };
};

/** Another transaction has the last of the items. */
const conflictOver = (items: readonly unknown[]) =>
  new AwsError('TransactionCanceledException', 'Transaction cancelled', {
    fields: {
      CancellationReasons: [
        ...items.slice(1).map(() => ({ Code: 'None' })),
        { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
      ],
    },
  });

export type StartedInventory = Awaited<ReturnType<typeof startInventory>>;
