import type { SQSHandler } from 'aws-lambda';
import { vi } from 'vitest';
import { invoke, startBackend, type Row } from '../startBackend.ts';

type Worker =
  | 'restockSku'
  | 'allocateOrderStock'
  | 'completeOrderPaymentAccepted'
  | 'deallocateOrderPaymentRejected'
  | 'compensateCanceledOrder';

/** The table and the queues, and what stock is looked at by. */
export const startInventory = async () => {
  const backend = await startBackend();
  vi.resetModules();
  const handlerOf = async (worker: Worker): Promise<SQSHandler> =>
    (await import(`../../../lambda-fns/inventory/${worker}.ts`)).handler;
  const rowsWhere = async (wanted: (row: Row) => boolean) => (await backend.rows()).filter(wanted);

  return {
    ...backend,
    /** The table's actions as they were before a test broke any. */
    wholeActions: { ...backend.tableActions },

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

export type StartedInventory = Awaited<ReturnType<typeof startInventory>>;
