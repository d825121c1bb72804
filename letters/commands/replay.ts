import { accountOf, type AccountOptions, addAccountOptions, confirm } from '../accountOptions.ts';
import { defineCommand, type Outcome, type Session } from '../Command.ts';
import { isoOf } from '../core/Clock.ts';
import { parseDuration } from '../core/durations.ts';
import type { DeadLetterQueue, Letter, SourceQueue } from '../core/Letter.ts';
import { exitCodes, misuse } from '../core/OperatorError.ts';
import { findQueues, labelOf } from '../core/queues.ts';
import { redrive } from '../core/redrive.ts';
import {
  createBusHomes,
  createSource,
  findRulesTo,
  letterForBus,
  letterOfEvent,
  startArchiveReplay,
} from '../core/replay.ts';
import { countOf, type Run } from '../core/runs.ts';
import { type EventChoice, findPipes, readStoredEvents, type StoredEvent } from '../core/storedEvents.ts';
import { findTable } from '../core/workers.ts';
import { createHolder, openHistory } from '../openHistory.ts';
import { addPaceOptions, type PaceOptions, requestOf } from '../redriveOptions.ts';
import { startRun } from '../startRun.ts';
import { printable } from '../terminal/printable.ts';
import { predictAll, predictionsOutcome } from './dryRun.ts';

interface ReplayOptions extends AccountOptions, Omit<PaceOptions, 'maxRedrives'> {
  readonly entity?: string;
  readonly name?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly all?: boolean;
  readonly archive?: boolean;
  readonly dryRun?: boolean;
  readonly each?: boolean;
  readonly limit: string;
}

/** Announces stored events again. */
export const replay = defineCommand<ReplayOptions>({
  name: 'replay',
  summary: 'send stored events again, to one worker or to all',
  description: `Reads events from the stage's table and sends them to the worker that missed
them, as its rule would have, or announces them to all again. By entity it costs
a query; by name or time a scan of the table, half a read unit for each 4 KB.
With --archive EventBridge announces all events of a time again, by itself.`,
  examples: [
    'letters replay allocateOrderStock --entity ORDER:O1 --dry-run',
    'letters replay payBooking --name BOOKING_APPROVED_EVENT --because lost',
    'letters replay --all --archive --from 3h --until 1h --because "bus was down"',
  ],
  configure: (command) =>
    void addAccountOptions(
      addPaceOptions(
        command
          .argument('[worker]', 'whose queue receives them, such as allocateOrderStock')
          .option('--all', 'announce them on their bus, to every rule that wants them')
          .option('--entity <type:id>', 'of an order, a booking or a SKU, such as ORDER:O1')
          .option('--name <event...>', 'of these names, such as ORDER_CREATED_EVENT')
          .option('--from <time>', 'from this time on: ISO 8601, or so long ago, such as 2h')
          .option('--until <time>', 'until this time')
          .option('--limit <number>', 'events at most', '1000')
          .option('--archive', "leave it to EventBridge's archive: by time alone")
          .option('--dry-run', 'predict what they would come to; nothing is sent')
          .option('--each', 'one line for each, of a dry run'),
      ),
    ),
  async run(session, [worker], options) {
    if ((worker === undefined) === !options.all) throw misuse('Name one worker, or say --all.');
    const [queue, ...others] = await findQueues(session.clients, {
      queues: worker === undefined ? [] : [worker],
      stage: session.stage,
    });
    const table = queue && (await findTable(session.clients, [queue, ...others]));
    if (!queue || table === undefined)
      throw misuse('No worker with a table is found: name its stage with --stage.');
    return options.archive
      ? replayArchive(session, { queue, table }, options)
      : replayTable(session, { queue, table }, options);
  },
});

interface Place {
  readonly queue: DeadLetterQueue;
  readonly table: string;
}

async function replayTable(
  session: Session,
  { queue, table }: Place,
  options: ReplayOptions,
): Promise<Outcome> {
  const { clients, world, note } = session;
  const { events, complete } = await readStoredEvents(clients, table, choiceOf(options, world.now()));
  if (!complete) note(`There are more than ${events.length} events: raise --limit, or choose less.`);
  const letters = await lettersOf(session, queue, events, options);
  if (letters.length === 0) return { data: { events: 0 }, text: 'No events.' };
  if (options.dryRun) {
    if (options.all) throw misuse('A dry run predicts one worker: name it.');
    return predictionsOutcome(session, letters, await predictAll(session, letters), options);
  }
  const account = accountOf(options, world);
  const to = options.all ? `bus ${events[0]?.bus ?? ''}` : sourceOf(queue).name;
  await confirm(session, options, {
    text: `${letters.length} event(s)\n  from  ${table}\n  to    ${to}`,
    question: 'Send them again? [y/N] ',
  });
  const history = await openHistory(session, [queue], options);
  const run = await startRun(world, history, {
    action: 'REPLAY',
    queue,
    ...account,
    planned: letters.length,
    destination: to,
    redrive: requestOf({ ...options, maxRedrives: '3' }, undefined),
  });
  const ended = await redrive(run, {
    clients,
    clock: world,
    history,
    holder: createHolder(world),
    queue,
    source: createSource(letters),
    matches: () => false,
    homeOf: options.all ? createBusHomes(clients, events) : async () => sourceOf(queue),
    stop: world.stop,
    onProgress: (now, doing) =>
      session.terminal.progress(`${countOf(now, 'SENT')} of ${now.planned} sent, ${doing}`),
  }).finally(session.terminal.clearProgress);
  return outcomeOf(ended);
}

/** Events as letters: of those that a worker does not want, none. */
async function lettersOf(
  { clients, world, note }: Session,
  queue: DeadLetterQueue,
  events: readonly StoredEvent[],
  { all }: ReplayOptions,
): Promise<Letter[]> {
  const now = world.now();
  const [first] = events;
  if (!first) return [];
  if (all) return events.map((event) => letterForBus(event, queue, now));
  const worker = sourceOf(queue);
  const rules = await findRulesTo(clients, first.bus, worker);
  const letters: Letter[] = [];
  for (const event of events) {
    const letter = await letterOfEvent(clients, event, { queue, worker, rules, now });
    if (letter) letters.push(letter);
  }
  if (letters.length < events.length)
    note(`${events.length - letters.length} event(s) are none that ${labelOf(queue)} follows.`);
  return letters;
}

/** EventBridge does it by itself: what is known of it is that it began. */
async function replayArchive(
  session: Session,
  { queue, table }: Place,
  options: ReplayOptions,
): Promise<Outcome> {
  const { clients, world } = session;
  const { from, until = isoOf(world.now()), entity, names } = choiceOf(options, world.now());
  if (from === undefined || entity || names)
    throw misuse('--archive takes a time, and nothing else: --from, --until.');
  const account = accountOf(options, world);
  const bus = (await findPipes(clients, table))[0]?.bus ?? 'default';
  const rules = options.all ? [] : await findRulesTo(clients, bus, sourceOf(queue));
  await confirm(session, options, {
    text: `All events of ${bus}\n  from   ${from}\n  until  ${until}\n  to     ${options.all ? 'every rule' : labelOf(queue)}`,
    question: 'Announce them again? [y/N] ',
  });
  const history = await openHistory(session, [queue], options);
  const run = await startRun(world, history, {
    action: 'REPLAY',
    queue,
    ...account,
    planned: 0,
    destination: `bus ${bus}`,
  });
  const { state, archive } = await startArchiveReplay(clients, {
    name: run.runId,
    bus,
    from,
    until,
    rules: rules.map(({ arn }) => arn),
  });
  const ended: Run = {
    ...run,
    status: 'DONE',
    endedOn: isoOf(world.now()),
    ending: `EventBridge replays ${archive} as ${run.runId}: ${state ?? ''}.`,
  };
  const holder = createHolder(world);
  await history.begin(run, holder);
  await history.end(ended, holder);
  return outcomeOf(ended);
}

const outcomeOf = (run: Run): Outcome => ({
  data: { runs: [run] },
  text: `${run.status} ${printable(run.ending ?? '')}\nSee it with: letters history ${run.runId}`,
  exitCode:
    run.status === 'DONE' && countOf(run, 'DIED_AGAIN', 'REFUSED') === 0 ? exitCodes.done : exitCodes.partly,
});

const sourceOf = ({ sources, name }: DeadLetterQueue): SourceQueue => {
  const [source, ...others] = sources;
  if (source && others.length === 0) return source;
  throw misuse(`${name} has ${sources.length} source queues: name a worker that has one of its own.`);
};

function choiceOf({ entity, name, from, until, limit }: ReplayOptions, now: number): EventChoice {
  const most = Number(limit);
  if (!Number.isInteger(most) || most < 1) throw misuse(`--limit is "${limit}"; give a whole number from 1.`);
  if (entity === undefined && name === undefined && from === undefined)
    throw misuse('Say which events: --entity ORDER:O1, --name ORDER_CREATED_EVENT or --from 2h.');
  const { type, id } = /^(?<type>[A-Z]+):(?<id>.+)$/.exec(entity ?? '')?.groups ?? {};
  if (entity !== undefined && (type === undefined || id === undefined))
    throw misuse(`--entity is "${entity}"; give a type and an id, such as ORDER:O1.`);
  return {
    ...(type !== undefined && id !== undefined && { entity: { type, id } }),
    names: name,
    from: timeOf('--from', from, now),
    until: timeOf('--until', until, now),
    limit: most,
  };
}

/** A time of ISO 8601, or so long before now. */
function timeOf(option: string, text: string | undefined, now: number): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d+(?:\.\d+)?[smhd]$/.test(text)) return isoOf(now - parseDuration(text));
  const time = Date.parse(text);
  if (Number.isFinite(time)) return isoOf(time);
  throw misuse(`${option} is "${text}"; give a time such as 2027-01-20T10:00:00Z, or an age such as 2h.`);
}
