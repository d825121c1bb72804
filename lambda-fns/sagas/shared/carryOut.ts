import { effectOf, sagaFlow } from '../../../model/orders/states.ts';
import {
  COMMAND_CALLED_OFF,
  SAGA_COMPLETED_EVENT,
  SAGA_REJECTED_EVENT,
  SAGA_STUCK_EVENT,
  sagaEventOf,
  type SagaEventName,
} from '../../../model/sagas/events.ts';
import type { SagaEventPart } from '../../../model/sagas/keys.ts';
import {
  firstStep,
  neverBegun,
  type SagaDecision,
  type SagaState,
  type WaitingSaga,
} from '../../../model/sagas/nextStep.ts';
import type { Saga } from '../../../model/sagas/Saga.ts';
import { STEP_DEADLINE_SECONDS } from '../../../model/sagas/states.ts';
import { environment } from '../../platform/environment.ts';
import { PermanentError } from '../../platform/errors.ts';
import { announceOrder, moveOrder, type OrderSnapshot } from '../../platform/moveOrder.ts';
import { noteRefusal } from '../../platform/noteRefusal.ts';
import type { Instant } from '../../platform/now.ts';
import { rowTraceField } from '../../platform/tracer.ts';
import { transact, type TransactionItem } from '../../platform/transact.ts';
import { entities, findOrder, type Writes } from './entities.ts';

type Item = TransactionItem<'outdated'>;

const outdated = () => 'outdated' as const;

/** Creates a saga with its first command; or, of an order that was canceled before, as one that has ended. */
export const writeFirstStep = async (orderId: string, { status }: OrderSnapshot, now: Instant) => {
  const isCanceled = status === 'CANCELED';
  const row = rowOf({ orderId, version: 0, startedOn: now.iso }, isCanceled ? neverBegun : firstStep, now);
  const [outcome = row.status] = await transact(entities, (writes) => [
    { write: writes.Saga.create(row).commit(), onConditionFailed: outdated },
    isCanceled
      ? eventItem(writes, row, 'ENDED', SAGA_REJECTED_EVENT, now)
      : eventItem(writes, row, 'COMMAND', firstStep.command, now),
  ]);
  return outcome;
};

type Carried = Exclude<SagaDecision, { kind: 'ignore' }>;

/**
 * Writes what was decided, if nobody has moved the saga since it was read: its new state, the event of it, and what else belongs
 * to it, in one transaction.
 */
export const carryOut = async (
  saga: Saga,
  decision: Carried,
  from: OrderSnapshot,
  now: Instant,
): Promise<string> => {
  const order = decision.kind === 'reject' ? await findOrder(saga.orderId) : null;
  const [outcome = outcomeOf(decision)] = await transact(entities, (writes): Item[] => {
    const row = rowOf(saga, decision.saga, now);
    switch (decision.kind) {
      case 'command':
        return [
          putSaga(writes, saga, row),
          eventItem(writes, row, 'COMMAND', decision.saga.command, now),
          ...callOff(writes, saga, decision.callOff, now),
        ];
      case 'repeat':
        return repeatItems(writes, saga, decision.saga);
      case 'stick':
        return [putSaga(writes, saga, row), eventItem(writes, row, 'STUCK', SAGA_STUCK_EVENT, now)];
      case 'complete':
        return [putSaga(writes, saga, row), eventItem(writes, row, 'ENDED', SAGA_COMPLETED_EVENT, now)];
      case 'reject':
        if (!order) throw new PermanentError('NotFound', `There is no order ${saga.orderId}`);
        return [
          putSaga(writes, saga, row),
          eventItem(writes, row, 'ENDED', SAGA_REJECTED_EVENT, now),
          ...endOrder(writes, { ...order, ...from }, decision.saga, now),
        ];
    }
  });
  if (decision.kind === 'reject' && outcome !== 'outdated')
    noteRefusal('saga rejected', decision.saga.reason ?? decision.saga.status);
  return outcome;
};

const outcomeOf = (decision: Carried): string =>
  'command' in decision.saga && decision.saga.command && decision.kind !== 'stick'
    ? decision.saga.command
    : decision.saga.status;

/** The row of a saga that moves: its deadline counts from now. */
const rowOf = (
  { orderId, version, startedOn }: Pick<Saga, 'orderId' | 'version' | 'startedOn'>,
  { status, commandNumber, command, begun, attempt, endsAs, reason }: SagaState,
  now: Instant,
): Saga => ({
  orderId,
  status,
  version: version + 1,
  commandNumber,
  begun,
  attempt,
  ...(command && { command, deadline: instantAfter(now, STEP_DEADLINE_SECONDS) }),
  ...(endsAs && { endsAs }),
  ...(reason && { reason }),
  startedOn,
  updatedOn: now.iso,
});

const instantAfter = ({ iso }: Instant, seconds: number) =>
  new Date(Date.parse(iso) + seconds * 1000).toISOString();

const instantOf = (iso: string): Instant => ({ iso, seconds: Math.floor(Date.parse(iso) / 1000) });

const putSaga = ({ Saga }: Writes, { version }: Saga, row: Saga): Item => ({
  write: Saga.put(row)
    .where((stored, { eq }) => eq(stored.version, version))
    .commit(),
  onConditionFailed: outdated,
});

const eventRow = (
  part: SagaEventPart,
  eventName: SagaEventName,
  { orderId, commandNumber, attempt, endsAs, reason = '' }: SagaState & Pick<Saga, 'orderId'>,
  now: Instant,
) => ({
  ...sagaEventOf(
    part,
    eventName,
    { orderId, commandNumber, attempt, ...(endsAs && { endsAs }), reason, updatedOn: now.iso },
    now.seconds,
    environment.EVENT_TTL_DAYS,
  ),
  ...rowTraceField(),
});

/** STUCK is written anew at each attempt; the others have a place of their own, and the saga's version is their condition. */
const eventItem = (
  { SagaEvent }: Writes,
  row: Saga,
  part: SagaEventPart,
  eventName: SagaEventName,
  now: Instant,
): Item => ({ write: SagaEvent.put(eventRow(part, eventName, row, now)).commit() });

/**
 * Answers a command in the place of its participant, who finds it answered and does nothing, however late. Where the participant
 * was first, what it did is undone with the rest.
 */
const callOff = (
  { SagaEvent }: Writes,
  saga: Saga,
  commandNumber: number | undefined,
  now: Instant,
): Item[] =>
  commandNumber === undefined
    ? []
    : [
        {
          write: SagaEvent.create(
            eventRow('REPLY', COMMAND_CALLED_OFF, { ...saga, commandNumber }, now),
          ).commit(),
          onConditionFailed: 'omit',
        },
      ];

/** A second delivery writes the same rows again, of which the stream tells nothing. */
const repeatItems = (writes: Writes, saga: Saga, { command }: WaitingSaga): Item[] => [
  putSaga(writes, saga, saga),
  eventItem(writes, saga, 'COMMAND', command, instantOf(saga.updatedOn)),
];

type LedOrder = OrderSnapshot & {
  readonly orderId: string;
  readonly userId: string;
  readonly amountCents: number;
};

/** Moves the order to its end and announces it. One that was canceled stays as it is. */
const endOrder = (
  writes: Writes,
  { orderId, userId, amountCents, ...from }: LedOrder,
  { endsAs, reason = '' }: Extract<SagaDecision, { kind: 'reject' }>['saga'],
  now: Instant,
): Item[] => {
  const status = [endsAs, 'CANCELED' as const].find((to) => effectOf(from.status, to) === 'apply');
  if (!status || from.status === 'CANCELED') return [];
  const event = {
    orderId,
    userId,
    amountCents,
    status,
    reason,
    stock: from.stock ?? '',
    updatedOn: now.iso,
    flow: sagaFlow,
  } as const;
  return [
    { write: moveOrder(writes, from, event), onConditionFailed: outdated },
    { write: announceOrder(writes, event, now), onConditionFailed: outdated },
  ];
};
