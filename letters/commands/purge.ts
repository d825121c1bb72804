import { type AccountOptions, accountOf, addAccountOptions, confirm } from '../accountOptions.ts';
import { defineCommand, type Outcome, type Session } from '../Command.ts';
import { writeArchive } from '../core/archives.ts';
import { type Changing, discardLetters, purgeQueue } from '../core/changeLetters.ts';
import { isoOf } from '../core/Clock.ts';
import { groupByReason } from '../core/groups.ts';
import type { DeadLetterQueue } from '../core/Letter.ts';
import { exitCodes, misuse } from '../core/OperatorError.ts';
import { describeQueue, findQueues, labelOf } from '../core/queues.ts';
import type { HeldLetters } from '../core/readLetters.ts';
import { countOf } from '../core/runs.ts';
import { addFilterOptions, type FilterOptions } from '../filterOptions.ts';
import { holdEach } from '../holdEach.ts';
import { createHolder, openHistory } from '../openHistory.ts';
import { startRun } from '../startRun.ts';
import { printable } from '../terminal/printable.ts';

interface PurgeOptions extends FilterOptions, AccountOptions {
  readonly archive?: string;
  readonly atOnce?: boolean;
  readonly confirm?: string;
}

/** Deletes letters. */
export const purge = defineCommand<PurgeOptions>({
  name: 'purge',
  summary: "delete letters; asks for the queue's name",
  description: `Deletes the letters that it shows before, and no other: what arrives meanwhile
stays. The history keeps them for 400 days. --at-once uses SQS's own purge, which
keeps nothing, and deletes what arrives within the next minute as well.`,
  examples: [
    'letters purge placeOrder --reason NotFound --because "test orders"',
    'letters purge placeOrder --archive letters.jsonl --because "obsolete"',
  ],
  configure: (command) =>
    void addAccountOptions(
      addFilterOptions(command.argument('<queue>', 'name, URL or ARN'), 100_000)
        .option('--archive <file>', 'write them to a file first')
        .option('--at-once', "use SQS's own purge: everything, without a look")
        .option('--confirm <queue>', "the queue's name, for scripts: nothing is asked then"),
    ),
  async run(session, [name = ''], options) {
    const account = accountOf(options, session.world);
    const [queue, ...others] = await findQueues(session.clients, { queues: [name], stage: session.stage });
    if (!queue || others.length > 0)
      throw misuse(`${name} names ${others.length + 1} queues: name one of them by its whole name.`);
    const purging = { queue, account, options };
    if (options.atOnce) return purgeAtOnce(session, purging);
    const [outcome] = await holdEach(session, [queue.url], options, (held) =>
      purgeHeld(session, held, purging),
    );
    return outcome ?? { data: {}, text: 'It was stopped.', exitCode: exitCodes.partly };
  },
});

interface Purging {
  readonly queue: DeadLetterQueue;
  readonly account: { readonly by: string; readonly reason: string };
  readonly options: PurgeOptions;
}

/** What is typed is the queue's name, and for scripts `--confirm` says it: `--yes` is too short for this. */
async function confirmName(session: Session, { queue, options }: Purging, text: string): Promise<void> {
  const { name } = queue;
  if (options.confirm !== undefined && options.confirm !== name)
    throw misuse(`--confirm says ${options.confirm}, and the queue is ${name}. Nothing was deleted.`);
  if (options.confirm === undefined && options.yes)
    throw misuse(`--yes is not enough to delete letters: add --confirm ${name}.`);
  await confirm(
    session,
    { yes: options.confirm === name },
    { text, question: `Type the queue's name (${name}) to delete them: `, answer: name },
  );
}

async function purgeHeld(session: Session, held: HeldLetters, purging: Purging): Promise<Outcome> {
  const { queue, account, options } = purging;
  const { letters } = held;
  if (letters.length === 0) return { data: { deleted: 0 }, text: 'There are no letters.' };
  const groups = groupByReason(letters);
  const lines = groups.map(({ count, errorCode, reason }) =>
    `  ${String(count).padStart(6)}  ${printable(errorCode)}  ${printable(reason)}`.slice(0, 78),
  );
  await confirmName(
    session,
    purging,
    [`${letters.length} letter(s) of ${labelOf(queue)} are deleted:`, ...lines].join('\n'),
  );
  const passed = await held.extend();
  if (passed > 0) session.note(`${passed} letter(s) became visible meanwhile; those that others took stay.`);
  if (options.archive !== undefined)
    await writeArchive(options.archive, { queueArn: queue.arn, on: isoOf(session.world.now()), letters });
  const changing = await openChanging(session, purging);
  const plannedByCode = Object.fromEntries(groups.map(({ errorCode, count }) => [errorCode, count]));
  const asked = {
    action: 'PURGE' as const,
    queue,
    ...account,
    planned: letters.length,
    plannedByCode,
    file: options.archive,
  };
  const run = await discardLetters(await startRun(session.world, changing.history, asked), letters, changing);
  return {
    data: { run, deleted: countOf(run, 'DELETED') },
    text: run.ending ?? '',
    exitCode: countOf(run, 'REFUSED') > 0 ? exitCodes.partly : exitCodes.done,
  };
}

async function purgeAtOnce(session: Session, purging: Purging): Promise<Outcome> {
  const { queue, account, options } = purging;
  if (options.archive !== undefined) throw misuse('--at-once archives nothing: leave it out.');
  const { visible, inFlight } = await describeQueue(session.clients, queue.url);
  await confirmName(
    session,
    purging,
    `All of ${labelOf(queue)} is deleted: about ${visible + inFlight} letter(s).`,
  );
  const changing = await openChanging(session, purging);
  const asked = { action: 'PURGE' as const, queue, ...account, planned: visible + inFlight };
  const run = await purgeQueue(await startRun(session.world, changing.history, asked), queue, changing);
  return { data: { run }, text: run.ending ?? '' };
}

async function openChanging(session: Session, { queue, options }: Purging): Promise<Changing> {
  const { clients, world } = session;
  return {
    clients,
    clock: world,
    history: await openHistory(session, [queue], options),
    holder: createHolder(world),
  };
}
