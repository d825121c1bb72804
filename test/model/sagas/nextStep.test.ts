import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compensationReplies,
  replyNames,
  sagaSteps,
  type CommandName,
  type ReplyName,
} from '../../../model/sagas/events.ts';
import {
  firstStep,
  nextStep,
  type SagaDecision,
  type SagaInput,
  type SagaState,
} from '../../../model/sagas/nextStep.ts';
import { compensationNames, retriedStatus } from '../../../model/sagas/states.ts';

/** The table of docs/saga.md: what a saga waits for, and what follows from each input. */
const table = readFileSync(join(import.meta.dirname, '../../../docs/saga.md'), 'utf8')
  .split('\n')
  .slice(1)
  .join('\n')
  .split('| waits for |')[1]!
  .split('\n\n')[0]!
  .trim()
  .split('\n')
  .slice(2)
  .map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').trim()),
  );

const rows = table.map(([waits = '', done = '', refused = '', canceled = '', late = '']) => ({
  waits,
  done,
  refused,
  canceled,
  late,
}));

/** Where a saga is that waits for a command: how many steps it has begun follows from the table's order. */
const sagaOf = (waits: string): SagaState => {
  if (waits.startsWith('nothing'))
    return waits.endsWith('COMPLETED')
      ? { status: 'COMPLETED', commandNumber: 4, begun: 4, attempt: 0 }
      : { status: 'REJECTED', commandNumber: 7, begun: 4, attempt: 0, endsAs: 'CANCELED' };
  // The table names commands without their ending.
  const command = `${waits}_COMMAND` as CommandName;
  const begun = sagaSteps.findIndex((step) => step.command === command) + 1;
  return begun > 0
    ? { status: 'RUNNING', commandNumber: begun, command, begun, attempt: 0 }
    : { status: 'COMPENSATING', commandNumber: 6, command, begun: 4, attempt: 0, endsAs: 'PAYMENT_REJECTED' };
};

const doneReply = (command: CommandName | undefined): ReplyName | undefined =>
  sagaSteps.find((step) => step.command === command)?.done ??
  compensationReplies[command as keyof typeof compensationReplies];
const refusedReply = (command: CommandName | undefined): ReplyName | undefined =>
  sagaSteps.find((step) => step.command === command)?.refused;

/** A decision as the table spells it. */
const spell = (decision: SagaDecision): string => {
  switch (decision.kind) {
    case 'ignore':
      return decision.because;
    case 'command':
      return `${decision.callOff === undefined ? '' : '✗'}→ ${decision.saga.command.replace('_COMMAND', '')}`;
    case 'repeat':
      return `again ${decision.saga.command}`;
    default:
      return `= ${decision.saga.status}`;
  }
};

const replyTo = (saga: SagaState, reply: ReplyName, commandNumber = saga.commandNumber): SagaInput => ({
  kind: 'reply',
  commandNumber,
  reply,
  endsAs: 'STOCK_DEPLETED',
  reason: 'none left',
});

test('the table has a row for everything that a saga can wait for', () => {
  expect(rows.map(({ waits }) => waits)).toEqual([
    ...sagaSteps.map(({ command }) => command.replace('_COMMAND', '')),
    ...compensationNames.map((name) => name.replace('_COMMAND', '')),
    'nothing: COMPLETED',
    'nothing: REJECTED',
  ]);
});

describe.each(rows)('a saga that waits for $waits', ({ waits, done, refused, canceled, late }) => {
  const saga = sagaOf(waits);
  const stuck: SagaState[] = saga.command ? [{ ...saga, status: 'STUCK' }] : [];

  test.each(replyNames)('and hears %s', (reply) => {
    for (const state of [saga, ...stuck]) {
      const expected =
        saga.command === undefined
          ? done
          : reply === doneReply(saga.command)
            ? done
            : reply === refusedReply(saga.command)
              ? refused
              : 'unexpected';
      expect(spell(nextStep(state, replyTo(saga, reply)))).toBe(expected);
      for (let earlier = 0; earlier < saga.commandNumber; earlier++)
        expect(spell(nextStep(state, replyTo(saga, reply, earlier)))).toBe('stale');
      expect(spell(nextStep(state, replyTo(saga, reply, saga.commandNumber + 1)))).toBe(
        saga.command ? 'unexpected' : 'stale',
      );
    }
  });

  test('and whose order is canceled', () => {
    for (const state of [saga, ...stuck]) {
      const decision = nextStep(state, { kind: 'canceled' });
      expect(spell(decision)).toBe(canceled);
      if (decision.kind === 'command') {
        expect(decision.callOff).toBe(saga.command && saga.commandNumber);
        expect(decision.saga).toMatchObject({ status: 'COMPENSATING', endsAs: 'CANCELED' });
      }
    }
  });

  test('and is late, once', () => {
    expect(spell(nextStep(saga, { kind: 'late' }))).toBe(late);
    for (const state of stuck) expect(spell(nextStep(state, { kind: 'late' }))).toBe('redundant');
  });

  test('and is retried: only after it was STUCK, and as often as somebody wants', () => {
    const retried = { kind: 'retried' } as const;
    expect(spell(nextStep(saga, retried))).toBe('stale');
    for (const state of stuck) {
      expect(spell(nextStep({ ...state, attempt: 1 }, retried))).toBe('waiting');
      const goesOn = { ...state, status: retriedStatus(state.command!), attempt: 1 };
      expect(goesOn.status).toBe(saga.status);
      const decision = nextStep(goesOn, retried);
      expect(decision).toEqual({ kind: 'repeat', saga: goesOn });
    }
  });
});

test('a refusal says how the order ends, and why, until the end', () => {
  const [, second] = sagaSteps;
  let saga: SagaState = { ...firstStep, commandNumber: 2, command: second.command, begun: 2 };
  let decision = nextStep(saga, replyTo(saga, second.refused));
  for (const reply of ['SHOPPING_LIST_CANCELED_REPLY', 'AUTHORIZATION_VOIDED_REPLY'] as const) {
    expect(decision).toMatchObject({ saga: { endsAs: 'STOCK_DEPLETED', reason: 'none left' } });
    // Not ignored, as the line above asks.
    saga = (decision as Exclude<SagaDecision, { kind: 'ignore' }>).saga;
    decision = nextStep(saga, { kind: 'reply', commandNumber: saga.commandNumber, reply });
  }
  expect(decision).toMatchObject({
    kind: 'reject',
    saga: { status: 'REJECTED', endsAs: 'STOCK_DEPLETED', reason: 'none left' },
  });
});

/** Any input at all. */
const anyInput = fc.oneof(
  fc.record({
    kind: fc.constant('reply' as const),
    commandNumber: fc.integer({ min: 0, max: 9 }),
    reply: fc.constantFrom(...replyNames),
    endsAs: fc.constantFrom('STOCK_DEPLETED' as const, 'PAYMENT_REJECTED' as const, 'CANCELED' as const),
  }),
  fc.constantFrom({ kind: 'canceled' } as const, { kind: 'late' } as const, { kind: 'retried' } as const),
);

/** What participants would say to the present command, so that sagas get far. */
const anyAnswer = fc.record({ kind: fc.constant('answer' as const), refuses: fc.boolean() });

test('whatever comes, every command is undone that was given, in reverse, and an end is reached once', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyInput, anyAnswer), { maxLength: 60 }), (inputs) => {
      let saga: SagaState = firstStep;
      const given: string[] = [firstStep.command];
      const ends: string[] = [];
      for (const input of inputs) {
        const answer =
          (input.kind === 'answer' && input.refuses && refusedReply(saga.command)) || doneReply(saga.command);
        if (input.kind === 'answer' && !answer) continue;
        // Not undefined, as the line above asks.
        const decision = nextStep(saga, input.kind === 'answer' ? replyTo(saga, answer as ReplyName) : input);
        if (decision.kind === 'ignore' || decision.kind === 'repeat') continue;
        if (decision.kind === 'command') {
          given.push(decision.saga.command);
          expect(decision.saga.commandNumber).toBe(saga.commandNumber + 1);
        }
        if (decision.kind === 'complete' || decision.kind === 'reject') ends.push(decision.saga.status);
        expect(decision.saga.begun).toBeGreaterThanOrEqual(saga.begun);
        saga = decision.saga;
      }
      expect([[], ['COMPLETED'], ['REJECTED'], ['COMPLETED', 'REJECTED']]).toContainEqual(ends);
      const acts: string[] = sagaSteps.slice(0, saga.begun).map(({ command }) => command);
      const undone = compensationNames.slice(compensationNames.length - Math.min(saga.begun, 3));
      const expected = [...acts, ...undone];
      expect(given).toEqual(expected.slice(0, given.length));
      if (saga.status === 'REJECTED') expect(given).toEqual(expected);
      if (saga.status === 'COMPLETED') expect(given).toEqual(acts);
    }),
    { numRuns: 2000 },
  );
});
