import { vi } from 'vitest';
import { invoke, startBackend } from '../startBackend.ts';
import { message, rawRow } from './rows.ts';

/** The table and the queues with syncOrder at work, and raw events that happen. */
export const startSync = async ({ logLevel = 'SILENT' } = {}) => {
  const backend = await startBackend();
  process.env.POWERTOOLS_LOG_LEVEL = logLevel;
  vi.resetModules();
  const { handler } = await import('../../../lambda-fns/orders/syncOrder.ts');

  const deliver = async () => invoke(handler, await backend.receiveEvent());
  const tell = async (eventName: string, eventData: object = { orderId: 'order-1' }) => {
    await backend.send(message(eventName, eventData, false));
    return deliver();
  };
  const rowAt = async (sk: string) => (await backend.rows()).find((row) => row.sk === sk);

  return {
    ...backend,
    /** Delivers what waits in the queue. */
    deliver,
    /** Delivers a raw event, as the bus puts it into the queue, whether or not its row is there. */
    tell,
    /** Writes a raw event's row, and delivers it. */
    async happen(eventName: string, eventData: object = { orderId: 'order-1' }) {
      await backend.put(rawRow(eventName, eventData));
      return tell(eventName, eventData);
    },
    rowAt,
    progress: () => rowAt('PROGRESS'),
  };
};

export type StartedSync = Awaited<ReturnType<typeof startSync>>;
