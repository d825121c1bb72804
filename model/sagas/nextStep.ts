import { reasonOf } from '../reasons.ts';
import { compensationReplies, sagaSteps, type CommandName, type ReplyName, type SagaStep } from './events.ts';
import { compensationNames, type CompensationName, type RejectedEnding, type SagaStatus } from './states.ts';

/** Where a saga is. */
export interface SagaState {
  readonly status: SagaStatus;
  /** Counts its commands from 1: the number of the one it waits for, or waited for last. */
  readonly commandNumber: number;
  /** What it waits for; absent once it has ended. */
  readonly command?: CommandName | undefined;
  /** How many of its steps it has begun: written before their commands are heard, and so before anything is done. */
  readonly begun: number;
  /** How often its present command was given again. */
  readonly attempt: number;
  /** How the order is to end, and why; absent while nothing went wrong. */
  readonly endsAs?: RejectedEnding | undefined;
  readonly reason?: string | undefined;
}

/** What may move a saga. */
export type SagaInput =
  | {
      readonly kind: 'reply';
      /** Which command it answers. */
      readonly commandNumber: number;
      readonly reply: ReplyName;
      /** Of a refusal. */
      readonly endsAs?: RejectedEnding | undefined;
      readonly reason?: string | undefined;
    }
  /** The order was canceled. */
  | { readonly kind: 'canceled' }
  /** Nobody answered in time. */
  | { readonly kind: 'late' }
  /** Staff wants it to go on. */
  | { readonly kind: 'retried' };

export type WaitingSaga = SagaState & { readonly command: CommandName };

/** What a saga does next: all of it in one transaction. */
export type SagaDecision =
  | { readonly kind: 'ignore'; readonly because: 'stale' | 'redundant' | 'waiting' | 'unexpected' }
  /** Gives a command. `callOff` answers the one before in the place of its participant. */
  | { readonly kind: 'command'; readonly saga: WaitingSaga; readonly callOff?: number }
  /** Gives the same command again. */
  | { readonly kind: 'repeat'; readonly saga: WaitingSaga }
  | { readonly kind: 'stick' | 'complete'; readonly saga: SagaState }
  /** Everything is undone: the order ends, unless it was canceled. */
  | { readonly kind: 'reject'; readonly saga: SagaState & { readonly endsAs: RejectedEnding } };

/** Where a saga begins: the first step is begun before its command is heard. */
export const firstStep = {
  status: 'RUNNING',
  commandNumber: 1,
  command: sagaSteps[0].command,
  begun: 1,
  attempt: 0,
} as const satisfies SagaState;

/** Where a saga begins whose order was canceled before. */
export const neverBegun = {
  status: 'REJECTED',
  commandNumber: 0,
  begun: 0,
  attempt: 0,
  endsAs: 'CANCELED',
  reason: '',
} as const satisfies SagaState;

/** What follows from an input, whenever and however often it comes. The table is in `docs/saga.md`. */
export const nextStep = (saga: SagaState, input: SagaInput): SagaDecision => {
  switch (input.kind) {
    case 'reply':
      return afterReply(saga, input);
    case 'canceled':
      return afterCancel(saga);
    case 'late':
      return afterDeadline(saga);
    case 'retried':
      return afterRetry(saga);
  }
};

const ignore = (because: Extract<SagaDecision, { kind: 'ignore' }>['because']): SagaDecision => ({
  kind: 'ignore',
  because,
});

type Reply = Extract<SagaInput, { kind: 'reply' }>;

const afterReply = (saga: SagaState, reply: Reply): SagaDecision => {
  const { command, commandNumber } = saga;
  if (command === undefined || reply.commandNumber < commandNumber) return ignore('stale');
  if (reply.commandNumber > commandNumber) return ignore('unexpected');
  return isCompensation(command)
    ? afterCompensation(saga, command, reply.reply)
    : afterAct(saga, command, reply);
};

const isCompensation = (command: CommandName): command is CompensationName =>
  compensationNames.some((name) => name === command);

const afterAct = (saga: SagaState, command: SagaStep['command'], reply: Reply): SagaDecision => {
  const at = sagaSteps.findIndex((step) => step.command === command);
  const step = sagaSteps[at];
  if (reply.reply === step?.refused) return compensate(saga, reply.endsAs ?? 'CANCELED', reply.reason ?? '');
  if (reply.reply !== step?.done) return ignore('unexpected');
  const next = sagaSteps[at + 1];
  return next
    ? commandOf({ ...saga, status: 'RUNNING', begun: at + 2 }, next.command)
    : { kind: 'complete', saga: { ...saga, status: 'COMPLETED', command: undefined } };
};

const afterCompensation = (saga: SagaState, command: CompensationName, reply: ReplyName): SagaDecision => {
  if (reply !== compensationReplies[command]) return ignore('unexpected');
  const begunBefore = sagaSteps.findIndex((step) => 'compensation' in step && step.compensation === command);
  return compensateFrom(saga, begunBefore, saga.endsAs ?? 'CANCELED', saga.reason ?? '');
};

const afterCancel = (saga: SagaState): SagaDecision => {
  const { status, command, commandNumber } = saga;
  // What was rejected has nothing to undo, and what is being undone goes on.
  if (status === 'REJECTED' || (command !== undefined && isCompensation(command))) return ignore('redundant');
  const decision = compensate(saga, 'CANCELED', '');
  return decision.kind === 'command' && command !== undefined
    ? { ...decision, callOff: commandNumber }
    : decision;
};

const afterDeadline = (saga: SagaState): SagaDecision => {
  if (saga.command === undefined) return ignore('stale');
  if (saga.status === 'STUCK') return ignore('redundant');
  return { kind: 'stick', saga: { ...saga, status: 'STUCK' } };
};

/** The command is given again, as often as its saga was retried. */
const afterRetry = (saga: SagaState): SagaDecision => {
  const { command, attempt, status } = saga;
  if (command === undefined || attempt === 0) return ignore('stale');
  if (status === 'STUCK') return ignore('waiting');
  return { kind: 'repeat', saga: { ...saga, command } };
};

/** Undoes all steps that were begun, the last one first, whether or not they did anything. */
const compensate = (saga: SagaState, endsAs: RejectedEnding, reason: string) =>
  compensateFrom(saga, saga.begun, endsAs, reason);

const compensateFrom = (
  saga: SagaState,
  begun: number,
  endsAs: RejectedEnding,
  reason: string,
): SagaDecision => {
  const ending = { ...saga, endsAs, reason: reasonOf(reason) };
  const [compensation] = sagaSteps
    .slice(0, begun)
    .flatMap((step) => ('compensation' in step ? [step.compensation] : []))
    .reverse();
  return compensation
    ? commandOf({ ...ending, status: 'COMPENSATING' }, compensation)
    : { kind: 'reject', saga: { ...ending, status: 'REJECTED', command: undefined } };
};

const commandOf = (saga: SagaState, command: CommandName): SagaDecision => ({
  kind: 'command',
  saga: { ...saga, command, commandNumber: saga.commandNumber + 1, attempt: 0 },
});
