import {
  DescribeReplayCommand,
  ListArchivesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  StartReplayCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { createHash } from 'node:crypto';
import { announceEvents, deliveredEvent } from './announcedEvents.ts';
import type { Clients } from './clients.ts';
import { isoOf } from './Clock.ts';
import { entityOf } from './entities.ts';
import type { DeadLetterQueue, Letter, SourceQueue } from './Letter.ts';
import { mapLimited } from './mapLimited.ts';
import { OperatorError } from './OperatorError.ts';
import type { Home, LetterSource } from './RedriveOptions.ts';
import type { StoredEvent } from './storedEvents.ts';

/** Requests under way at once; chosen. */
const AT_ONCE = 8;

/** A rule that sends events to a queue. */
export interface EventRule {
  readonly arn: string;
  readonly pattern: string;
}

/**
 * The rules that send a bus's events to a queue. Throws `OperatorError` where there is none, because its
 * worker would not know what it receives.
 */
export async function findRulesTo(clients: Clients, bus: string, queue: SourceQueue): Promise<EventRule[]> {
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await clients.events.send(new ListRulesCommand({ EventBusName: bus, NextToken }));
    rules.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  const found = await mapLimited(rules, AT_ONCE, async ({ Name, Arn, EventPattern }) => {
    const { Targets = [] } = await clients.events.send(
      new ListTargetsByRuleCommand({ Rule: Name, EventBusName: bus }),
    );
    const isMeant = Targets.some((target) => target.Arn === queue.arn);
    return isMeant && Arn && EventPattern ? [{ arn: Arn, pattern: EventPattern }] : [];
  });
  if (found.flat().length > 0) return found.flat();
  throw new OperatorError(
    `No rule of ${bus} sends events to ${queue.name}: name a worker that follows events.`,
  );
}

/** Events as the messages that a rule makes of them, which lie in no queue yet. Their home is the worker's queue. */
export async function letterOfEvent(
  clients: Clients,
  { id, event }: StoredEvent,
  { queue, worker, rules, now }: ReplayTarget,
): Promise<Letter | undefined> {
  const [, , , region = '', account = ''] = worker.arn.split(':');
  const body = deliveredEvent(event, { id: eventIdOf(id), account, region, now: isoOf(now) });
  for (const { pattern: EventPattern } of rules) {
    const { Result } = await clients.events.send(new TestEventPatternCommand({ EventPattern, Event: body }));
    if (Result) return letterWith(id, body, { ...queue, sources: [worker] }, isoOf(now));
  }
  return undefined;
}

export interface ReplayTarget {
  /** Of the worker's dead letters: it is watched for events that die. */
  readonly queue: DeadLetterQueue;
  readonly worker: SourceQueue;
  readonly rules: readonly EventRule[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The same id for the same row: whoever replays an event twice can be seen to. */
const eventIdOf = (id: string): string => {
  const hex = createHash('sha256').update(id).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

const letterWith = (id: string, body: string, queue: DeadLetterQueue, on: string): Letter => ({
  id,
  queue,
  body,
  attributes: {},
  systemAttributes: {},
  receiptHandle: '',
  cause: {
    deathClass: 'UNDELIVERED',
    errorCode: 'Replayed',
    reason: 'Announced before',
    failingStep: undefined,
    entityType: entityOf(body)?.type,
    entityId: entityOf(body)?.id,
    traceId: undefined,
    codeVersion: undefined,
    sentOn: on,
    firstReceivedOn: undefined,
    diedOn: undefined,
    receiveCount: undefined,
    messageId: id,
    attempts: [],
    redrive: undefined,
  },
});

/** Letters that lie in no queue, for `redrive`. */
export const createSource = (letters: readonly Letter[]): LetterSource => {
  const left = [...letters];
  return {
    next: (most) => left.splice(0, most),
    putBack: (again) => void left.unshift(...again),
  };
};

/** Homes of events that every rule receives again. */
export const createBusHomes = (
  clients: Clients,
  events: readonly StoredEvent[],
): ((letter: Letter) => Promise<Home>) => {
  const byId = new Map(events.map((stored) => [stored.id, stored]));
  return async ({ id }) => ({
    name: byId.get(id)?.bus ?? 'default',
    async deliver() {
      const stored = byId.get(id);
      const [result] = stored ? await announceEvents(clients, stored.bus, [stored.event]) : [];
      if (result && 'eventId' in result) return { messageId: result.eventId };
      return { refused: result?.refused ?? 'The bus said nothing of it', isTransient: true };
    },
  });
};

/** The letter of an event that goes to its bus. */
export const letterForBus = ({ id, event }: StoredEvent, queue: DeadLetterQueue, now: number): Letter =>
  letterWith(id, event.detail, queue, isoOf(now));

export interface ArchiveReplay {
  readonly name: string;
  readonly bus: string;
  /** ISO 8601 in UTC. */
  readonly from: string;
  readonly until: string;
  /** ARNs of the rules that receive the events; none for all. */
  readonly rules: readonly string[];
}

/**
 * Lets EventBridge announce again what it archived of a bus: all events of that time, to all rules or some. It knows no
 * choice by entity, no rate and no ramp. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html
 */
export async function startArchiveReplay(
  { events }: Clients,
  { name, bus, from, until, rules }: ArchiveReplay,
) {
  const { Archives = [] } = await events.send(new ListArchivesCommand({}));
  const archive = Archives.find(({ EventSourceArn }) => EventSourceArn?.endsWith(`:event-bus/${bus}`));
  if (!archive?.EventSourceArn || !archive.ArchiveName)
    throw new OperatorError(`The bus ${bus} has no archive: replay from the table, without --archive.`);
  await events.send(
    new StartReplayCommand({
      ReplayName: name,
      EventSourceArn: archive.EventSourceArn.replace(/event-bus\/.*$/, `archive/${archive.ArchiveName}`),
      EventStartTime: new Date(from),
      EventEndTime: new Date(until),
      Destination: { Arn: archive.EventSourceArn, ...(rules.length > 0 && { FilterArns: [...rules] }) },
    }),
  );
  const { State } = await events.send(new DescribeReplayCommand({ ReplayName: name }));
  return { archive: archive.ArchiveName, state: State };
}
