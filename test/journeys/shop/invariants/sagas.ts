import { expect } from 'vitest';
import { compensationReplies, sagaSteps } from '../../../../model/sagas/events.ts';
import { sagaPartition } from '../../../../model/sagas/keys.ts';
import { openSagaStatuses } from '../../../../model/sagas/states.ts';

type Row = Record<string, any>;

const acts: readonly string[] = sagaSteps.map(({ command }) => command);

/** What each command may be answered with. */
const answers: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...sagaSteps.map(({ command, done, refused }) => [command, [done, refused, 'COMMAND_CALLED_OFF']] as const),
  ...Object.entries(compensationReplies).map(([command, reply]) => [command, [reply]] as const),
]);

const paid = ['PAYMENT_ACCEPTED', 'READY', 'SHIPPED', 'DELIVERED'];

/**
 * Checks, by the rows of the table at any instant, that each saga tells its own history: its commands are numbered without
 * gaps, all but the last are answered by what they may be answered with, steps come in their order and are undone in reverse. No order
 * without a saga's flow has one. COMPLETED means paid, listed and approved; REJECTED that nothing is held, charged or listed.
 */
export function expectLawfulSagas(rows: readonly Row[]): void {
  const orders = new Map(rows.filter(({ sk }) => sk === 'ORDER').map((order) => [order['orderId'], order]));
  for (const saga of rows.filter(({ pk, sk }) => pk.startsWith(sagaPartition('')) && sk === 'STATE')) {
    const { orderId, status } = saga;
    expect({ orderId, flow: orders.get(orderId)?.['flow'] }).toEqual({ orderId, flow: 'SAGA' });
    expectHistory(saga, rows);
    if (status === 'COMPLETED') expectCompleted(orderId, rows);
    if (status === 'REJECTED') expectRejected(orderId, rows);
  }
}

function expectHistory(saga: Row, rows: readonly Row[]): void {
  const { orderId, status, commandNumber, command, begun } = saga;
  const events = rows.filter(({ pk, sk }) => pk === saga['pk'] && sk.startsWith('EVENT#'));
  const commands = events.filter(({ part }) => part === 'COMMAND').sort(byPlace);
  const names: string[] = commands.map(({ eventName }) => eventName);
  expect({ orderId, places: commands.map(({ place }) => Number(place)) }).toEqual({
    orderId,
    places: names.map((_name, index) => index + 1),
  });
  expect({ orderId, commands: names.length }).toEqual({ orderId, commands: commandNumber });

  const isOpen = openSagaStatuses.some((open) => open === status);
  expect({ orderId, command, isOpen }).toEqual({
    orderId,
    command: isOpen ? names.at(-1) : undefined,
    isOpen,
  });
  const undoing = sagaSteps
    .slice(0, begun)
    .flatMap((step) => ('compensation' in step ? [step.compensation] : []));
  const lawful: string[] = [...acts.slice(0, begun), ...undoing.toReversed()];
  expect({ orderId, names }).toEqual({ orderId, names: lawful.slice(0, names.length) });
  if (status === 'REJECTED') expect({ orderId, names }).toEqual({ orderId, names: lawful });

  for (const { place, eventName } of commands) {
    const reply = events.find((event) => event['part'] === 'REPLY' && event['place'] === place)?.[
      'eventName'
    ];
    const mayBeOpen = isOpen && Number(place) === commandNumber;
    expect(
      [...(answers[eventName] ?? []), ...(mayBeOpen ? [undefined] : [])],
      `${orderId} ${eventName}`,
    ).toContain(reply);
  }
}

const byPlace = (one: Row, other: Row) => (one['place'] < other['place'] ? -1 : 1);

/** Unless it was canceled a moment ago, of which its saga has not heard yet. */
function expectCompleted(orderId: string, rows: readonly Row[]): void {
  const { status, list, kept, refunded, amount } = outcomeOf(orderId, rows);
  if (status === 'CANCELED') return;
  expect({ orderId, status }).toEqual({ orderId, status: expect.toSatisfy((one) => paid.includes(one)) });
  expect({ orderId, list }).toEqual({
    orderId,
    list: expect.toSatisfy((one) => ['AVAILABLE', 'ASSIGNED', 'COMPLETED'].includes(one)),
  });
  expect({ orderId, kept }).toEqual({ orderId, kept: amount - refunded });
}

function expectRejected(orderId: string, rows: readonly Row[]): void {
  const { status, list, kept, held, stock } = outcomeOf(orderId, rows);
  expect({ orderId, ended: ['STOCK_DEPLETED', 'PAYMENT_REJECTED', 'CANCELED'].includes(status) }).toEqual({
    orderId,
    ended: true,
  });
  expect({ orderId, list: list ?? 'CANCELED', kept, held, stock: stock ?? 'RETURNED' }).toEqual({
    orderId,
    list: 'CANCELED',
    kept: 0,
    held: 0,
    stock: 'RETURNED',
  });
}

/** What is stored of an order, its list, and its money by the gateway's own records. */
function outcomeOf(orderId: string, rows: readonly Row[]) {
  const at = (pk: string, sk: string) => rows.find((row) => row['pk'] === pk && row['sk'] === sk);
  const progress = at(`EVENTS#ORDER_ID#${orderId}`, 'PROGRESS');
  const charge = at(`GATEWAY#order:${orderId}`, 'CHARGE') ?? {};
  const refunded: number = charge['refundedCents'] ?? 0;
  return {
    status: progress?.['status'] ?? 'CREATED',
    stock: progress?.['stock'],
    list: at(`LIST#${orderId}`, 'LIST')?.['status'],
    amount: at(`EVENTS#ORDER_ID#${orderId}`, 'ORDER')?.['amountCents'] ?? 0,
    kept: (charge['capturedCents'] ?? 0) - refunded,
    refunded,
    held: charge['verdict'] === 'authorized' ? (charge['heldCents'] ?? 0) : 0,
  };
}
