import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { SQSHandler } from 'aws-lambda';
import { vi } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { orderPartition, orderProgressKey } from '../../../model/orders/keys.ts';
import {
  compensationReplies,
  sagaEventOf,
  sagaSteps,
  type ActName,
  type CommandName,
  type ReplyName,
} from '../../../model/sagas/events.ts';
import { sagaEventKey, sagaPartition } from '../../../model/sagas/keys.ts';
import type { RejectedEnding } from '../../../model/sagas/states.ts';
import { entityMetadata } from '../../../model/table.ts';
import { testCall } from '../../support/serveActions.ts';
import { message, orderEventData, orderRow, progressRow } from '../orders/rows.ts';
import { invoke, startBackend, type Backend, type Row } from '../startBackend.ts';

const flow = 'SAGA';

/** What an act leaves that its compensation takes away, and where it moves the order. */
const effects: Record<ActName, { readonly holds: string; readonly order?: readonly [string, Row] }> = {
  AUTHORIZE_CUSTOMER_COMMAND: { holds: 'hold' },
  CREATE_SHOPPING_LIST_COMMAND: {
    holds: 'list',
    order: ['STOCK_ALLOCATED', { stock: 'HELD' }],
  },
  CONFIRM_PAYMENT_COMMAND: {
    holds: 'charge',
    order: ['PAYMENT_ACCEPTED', { stock: 'SOLD' }],
  },
  INITIATE_SHOPPING_COMMAND: { holds: 'list' },
};
const undoes: Record<string, string> = {
  REFUND_PAYMENT_COMMAND: 'charge',
  CANCEL_SHOPPING_LIST_COMMAND: 'list',
  VOID_AUTHORIZATION_COMMAND: 'hold',
};

export interface Course {
  /** Who refuses, and how the order is to end then. */
  readonly refuses?: ActName;
  readonly endsAs?: RejectedEnding;
  /** Who never answers. */
  readonly silent?: CommandName;
  /** Cancels the order once so many commands were given: before the participant of the last one acts, or right after. */
  readonly cancelsAt?: { readonly commands: number; readonly acted: boolean };
}

/** Sagas at work with the table and their queue. Their participants are rows that this writes as they would. */
export const startSagas = async () => {
  const backend = await startBackend();
  vi.resetModules();
  const handlerOf = async (worker: string): Promise<SQSHandler> =>
    (await import(`../../../lambda-fns/sagas/${worker}.ts`)).handler;
  const createOrderSaga = await handlerOf('createOrderSaga');
  const sweepSagas = await handlerOf('sweepSagas');
  const { TransactWriteItems } = backend.tableActions;

  /** Delivers a message until the worker has done with it: a delivery that was killed comes again. */
  const deliver = async (body: object, handler: SQSHandler = createOrderSaga) => {
    for (let deliveries = 0; deliveries < 5; deliveries++) {
      await backend.send(body);
      const { batchItemFailures } = await invoke(handler, await backend.receiveEvent());
      if (batchItemFailures.length === 0) return;
    }
    throw new Error('The worker never succeeds');
  };

  return {
    ...backend,
    deliver,
    order: (orderId: string) => createLedOrder(backend, deliver, orderId),
    sweep: () => deliver({ sweep: 'all' }, sweepSagas),

    /** Kills the worker at its `nth` transaction from now, before or after that is written. Returns how many there were. */
    killsAt(nth: number, moment: 'before' | 'after') {
      const count = { transactions: 0 };
      backend.tableActions.TransactWriteItems = async (input, call) => {
        count.transactions++;
        if (count.transactions !== nth) return TransactWriteItems!(input, call);
        if (moment === 'after') await TransactWriteItems!(input, call);
        throw new AwsError('Killed', 'The machine died');
      };
      return count;
    },
  };
};

export type StartedSagas = Awaited<ReturnType<typeof startSagas>>;

const partitionOf = async (backend: Backend, pk: string): Promise<Row[]> => {
  const input = {
    TableName: 'table',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  };
  const { Items } = await backend.tableActions.Query!(input, testCall);
  return Items.map((item: any) => unmarshall(item));
};

/** The rows of an order and its saga, and what participants hold for it. */
const createRows = (backend: Backend, orderId: string) => {
  const partitions = [orderPartition(orderId), sagaPartition(orderId), `HELD#${orderId}`];
  // The table grows with each order of a file, so that a scan would read ever more.
  const rows = async () => (await Promise.all(partitions.map((pk) => partitionOf(backend, pk)))).flat();
  return {
    rows,
    rowAt: async (sk: string) => (await rows()).find((row) => row['sk'] === sk),
    sagaEvents: async () =>
      (await rows()).filter(({ pk, sk }) => pk.startsWith('SAGA#') && sk.startsWith('EVENT#')),
    /** What participants hold for it: `hold`, `list`, `charge`. */
    held: async () =>
      (await rows()).filter(({ pk, undone }) => pk.startsWith('HELD#') && !undone).map(({ sk }) => sk),
    /** All that is stored of it, without its id and instants. */
    result: async (): Promise<Row[]> =>
      JSON.parse(
        JSON.stringify(await rows(), (name, value) =>
          ['updatedOn', 'startedOn', 'deadline', 'ttl', 'gsi1sk', 'gsi2sk'].includes(name)
            ? undefined
            : value,
        ).replaceAll(orderId, 'order'),
      ),
  };
};

type OrderRows = ReturnType<typeof createRows>;

/** What its owner and the participants do with an order. Each returns the message of what it did. */
const createParticipants = (backend: Backend, orderId: string, { rowAt }: OrderRows) => {
  const ofOrder = { orderId, ...orderProgressKey(orderId), flow };

  /** Answers a command as a participant does. Returns the message of it. */
  const reply = async (commandNumber: number, name: ReplyName, endsAs?: RejectedEnding) => {
    const data = { orderId, commandNumber, attempt: 0, reason: '', ...(endsAs && { endsAs }), updatedOn: '' };
    const row = sagaEventOf('REPLY', name, data, 0, 30);
    await backend.put({
      ...sagaEventKey(orderId, commandNumber, 'REPLY'),
      ...entityMetadata('SagaEvent'),
      ...row,
    });
    return message(name, row.eventData);
  };

  const act = async (
    command: CommandName,
    commandNumber: number,
    { refuses, endsAs = 'CANCELED' }: Course = {},
  ) => {
    const step = sagaSteps.find((one) => one.command === command);
    if (!step) return undo(command, commandNumber);
    if (command === refuses) return reply(commandNumber, step.refused, endsAs);
    const { holds, order } = effects[step.command];
    await backend.put({ pk: `HELD#${orderId}`, sk: holds });
    if (order && (await rowAt('PROGRESS'))?.['status'] !== 'CANCELED')
      await backend.put(progressRow(order[0], { ...order[1], ...ofOrder }));
    return reply(commandNumber, step.done);
  };

  const undo = async (command: CommandName, commandNumber: number) => {
    const progress = await rowAt('PROGRESS');
    await backend.put({ pk: `HELD#${orderId}`, sk: undoes[command], undone: true });
    if (command === 'CANCEL_SHOPPING_LIST_COMMAND' && progress?.['stock'])
      await backend.put({ ...progress, stock: 'RETURNED' });
    return reply(commandNumber, compensationReplies[command as keyof typeof compensationReplies]);
  };

  /** Cancels the order, as its owner does. Returns the message of it. */
  const cancel = async () => {
    const { stock } = (await rowAt('PROGRESS')) ?? {};
    await backend.put(progressRow('CANCELED', { ...(stock && { stock }), ...ofOrder }));
    return message(
      'ORDER_CANCELED_EVENT',
      orderEventData({ orderId, status: 'CANCELED', stock: stock ?? '', flow }),
    );
  };

  return { act, cancel };
};

/** An order, its saga, and what participants do for it. */
const createLedOrder = (backend: Backend, deliver: (body: object) => Promise<void>, orderId: string) => {
  const stored = createRows(backend, orderId);
  const { act, cancel } = createParticipants(backend, orderId, stored);
  const created = message('ORDER_CREATED_EVENT', orderEventData({ orderId, flow }));

  /** Delivers messages one by one; commands are done as they appear, and each once. */
  const settle = async (inbox: object[], course: Course = {}) => {
    const done = new Set<string>();
    let { cancelsAt } = course;
    for (let next = inbox.shift(); next; next = inbox.shift()) {
      await deliver(next);
      const events = await stored.sagaEvents();
      const commands = events.filter(({ part }) => part === 'COMMAND');
      const cancelsNow = cancelsAt && commands.length === cancelsAt.commands ? cancelsAt : undefined;
      if (cancelsNow) cancelsAt = undefined;
      if (cancelsNow?.acted === false) {
        inbox.push(await cancel());
        continue;
      }
      const answered = events.filter(({ part }) => part === 'REPLY').map(({ place }) => place);
      for (const { place, eventName } of commands) {
        if (answered.includes(place) || done.has(place) || eventName === course.silent) continue;
        done.add(place);
        inbox.push(await act(eventName, Number(place), course));
      }
      if (cancelsNow) inbox.unshift(await cancel());
    }
  };

  return {
    orderId,
    ...stored,
    created,
    act,
    settle,
    cancel,
    /** The names of what its saga did, by command. */
    history: async () => (await stored.sagaEvents()).map(({ eventName }) => eventName),
    /** Places it and lets its saga run as far as it goes. */
    async runs(course: Course = {}) {
      await backend.put(orderRow({ orderId, flow }));
      await settle([created], course);
    },
  };
};
