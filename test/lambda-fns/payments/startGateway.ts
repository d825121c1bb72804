import type { SQSHandler } from 'aws-lambda';
import { vi } from 'vitest';
import { testCall } from '../../support/serveActions.ts';
import { type Backend, deathOf, invoke, startBackend } from '../startBackend.ts';
import { type Chances, startStripe } from './startStripe.ts';

export interface Faults extends Chances {
  /** @default 'simulated' */
  readonly gateway?: 'simulated' | 'stripe';
}

/** A backend whose workers, imported after this, charge through a gateway with these faults. */
export const startGateway = async ({ gateway = 'simulated', ...faults }: Faults) => {
  const backend = await startBackend();
  const { setFaults, book, held, environment, close } =
    gateway === 'stripe' ? await startStripe(backend, faults) : simulated(backend, faults);
  Object.assign(process.env, { PAYMENT_GATEWAY: gateway, ...environment });
  vi.resetModules();
  /** The table's actions as they were before a test broke any. */
  const wholeActions = { ...backend.tableActions };

  /** What can be received now, as Lambda does it: what was done leaves the queue. Whether all was. */
  const handOver = async (handler: SQSHandler): Promise<boolean> => {
    const event = await backend.receiveEvent();
    const { batchItemFailures } = await invoke(handler, event);
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const QueueUrl = process.env['QUEUE_URL'];
    for (const { messageId, receiptHandle: ReceiptHandle } of event.Records)
      if (!failed.has(messageId))
        await backend.queueActions.DeleteMessage!({ QueueUrl, ReceiptHandle }, testCall);
    return failed.size === 0;
  };

  return {
    ...backend,
    close: async () => {
      await close();
      await backend.close();
    },
    mend: () => Object.assign(backend.tableActions, wholeActions),

    /** Does something once, just before the next write of this action. */
    before(action: 'PutItem' | 'TransactWriteItems', happens: () => Promise<unknown>) {
      backend.tableActions[action] = async (input, call) => {
        backend.tableActions[action] = wholeActions[action]!;
        await happens();
        return wholeActions[action]!(input, call);
      };
    },

    /** Does something once, just after the next item is read and before its reader has it. */
    afterRead(happens: () => Promise<unknown>) {
      backend.tableActions.GetItem = async (input, call) => {
        backend.tableActions.GetItem = wholeActions.GetItem!;
        const answer = await wholeActions.GetItem!(input, call);
        await happens();
        return answer;
      };
    },

    /** From now on every call is answered. */
    heal: () => setFaults({}),

    /** From now on no call is: it is lost, or carried out all the same, as the seed has it. */
    fallSilent: () => setFaults({ timeout: 100 }),

    rowAt: async ({ pk, sk }: { pk: string; sk: string }) =>
      (await backend.rows()).find((row) => row.pk === pk && row.sk === sk),

    /** One delivery; whether it was done. */
    async deliverOnce(handler: SQSHandler, body: unknown): Promise<boolean> {
      await backend.send(body);
      return handOver(handler);
    },

    /** Delivers until a delivery succeeds; how many it took. */
    async deliverAll(handler: SQSHandler, body: unknown, atMost = 10) {
      await backend.send(body);
      for (let deliveries = 1; deliveries <= atMost; deliveries++) {
        if (await handOver(handler)) return deliveries;
        await backend.world.clock.advance(1_000_000);
      }
      return Infinity;
    },

    events: async () => (await backend.rows()).filter(({ sk }) => sk.startsWith('EVENT#')),

    book,

    /** Cents that the gateway holds and has not taken. */
    held,
  };
};

/** The dead letter of a step about order-1 that the gateway never answered. */
export const unansweredDeadLetter = (step: string) => ({
  MessageAttributes: {
    ErrorCode: { StringValue: 'InternalFailure' },
    FailingStep: { StringValue: step },
    EntityId: { StringValue: 'order-1' },
    Reason: { StringValue: 'Given up after 9 deliveries: The gateway did not answer' },
    DeathClass: { StringValue: 'EXHAUSTED' },
    Death: deathOf({ receiveCount: 9 }),
  },
});

/** The gateway that keeps its ledger in the table, and reads its faults from the environment of the workers. */
const simulated = (backend: Backend, { failure = 0, timeout = 0, seed = 1 }: Faults) => ({
  environment: {
    PAYMENT_FAILURE_PERCENT: String(failure),
    PAYMENT_TIMEOUT_PERCENT: String(timeout),
    PAYMENT_SEED: String(seed),
  },

  /** Of workers that are imported already. */
  async setFaults({ failure = 0, timeout = 0 }: Faults) {
    const { environment } = await import('../../../lambda-fns/platform/environment.ts');
    Object.assign(environment, { PAYMENT_FAILURE_PERCENT: failure, PAYMENT_TIMEOUT_PERCENT: timeout });
  },

  /** What the gateway's own book says was taken and given back, in cents, over all its lines. */
  async book() {
    const lines = (await backend.rows()).filter(({ pk }) => pk.startsWith('GATEWAY#'));
    const sum = (name: string) => lines.reduce((total, line) => total + (line[name] ?? 0), 0);
    return { captured: sum('capturedCents'), refunded: sum('refundedCents') };
  },

  async held() {
    const lines = (await backend.rows()).filter(({ pk }) => pk.startsWith('GATEWAY#'));
    return lines.reduce((sum, line) => sum + (line['heldCents'] ?? 0), 0);
  },

  close: async () => {},
});
