import { type AccountOptions, accountOf, addAccountOptions, confirm } from '../accountOptions.ts';
import { defineCommand, type Session } from '../Command.ts';
import { writeArchive } from '../core/archives.ts';
import { discardLetters } from '../core/changeLetters.ts';
import { isoOf } from '../core/Clock.ts';
import type { DeadLetterQueue } from '../core/Letter.ts';
import { exitCodes, misuse } from '../core/OperatorError.ts';
import { findQueues, labelOf } from '../core/queues.ts';
import type { HeldLetters } from '../core/readLetters.ts';
import { countOf, type Run } from '../core/runs.ts';
import { addFilterOptions, type FilterOptions } from '../filterOptions.ts';
import { holdEach } from '../holdEach.ts';
import { createHolder, openHistory } from '../openHistory.ts';
import { startRun } from '../startRun.ts';

interface ArchiveCommandOptions extends FilterOptions, AccountOptions {
  readonly delete?: boolean;
}

/** Writes letters to a file. */
export const archive = defineCommand<ArchiveCommandOptions>({
  name: 'archive',
  summary: 'write letters to a file, byte-true; --delete removes them after',
  description: `Writes letters with all that SQS knows of them, one a line, each with its hash. The
file appears once it is on the disk as a whole. Letters are deleted only then, and
only with --delete. A letter that comes back by restore has a new id.`,
  examples: [
    'letters archive letters.jsonl placeOrder --because "before the release"',
    'letters archive old.jsonl placeOrder --older-than 10d --delete --because old',
  ],
  configure: (command) =>
    void addAccountOptions(
      addFilterOptions(
        command.argument('<file>', 'must not exist yet').argument('<queue>', 'name, URL or ARN'),
        100_000,
      ).option('--delete', 'delete the letters once they are safe'),
    ),
  async run(session, [file = '', name = ''], options) {
    const account = accountOf(options, session.world);
    const queue = await findOne(session, name);
    if (options.delete)
      await confirm(session, options, {
        text: `Letters of ${labelOf(queue)} are deleted once they are in ${file}.`,
        question: 'Archive and delete them? [y/N] ',
      });
    const [run] = await holdEach(session, [queue.url], options, (held) =>
      archiveHeld(session, queue, held, { file, account, options }),
    );
    if (!run) return { data: {}, text: 'There are no letters.', exitCode: exitCodes.partly };
    return {
      data: { run },
      text: `${run.planned} letter(s) of ${labelOf(queue)} are in ${file}.${options.delete ? ` ${run.ending}` : ''}`,
      exitCode: countOf(run, 'REFUSED') > 0 ? exitCodes.partly : exitCodes.done,
    };
  },
});

interface Archiving {
  readonly file: string;
  readonly account: { readonly by: string; readonly reason: string };
  readonly options: ArchiveCommandOptions;
}

async function archiveHeld(
  session: Session,
  queue: DeadLetterQueue,
  { letters, extend }: HeldLetters,
  { file, account, options }: Archiving,
): Promise<Run | undefined> {
  const { world, clients } = session;
  if (letters.length === 0) return undefined;
  const history = await openHistory(session, [queue], options);
  const holder = createHolder(world);
  const asked = { action: 'ARCHIVE' as const, queue, ...account, planned: letters.length, file };
  const run = await startRun(world, history, asked);
  await writeArchive(file, { queueArn: queue.arn, on: isoOf(world.now()), letters });
  // Writing takes its time.
  await extend();
  return discardLetters(run, options.delete ? letters : [], { clients, clock: world, history, holder });
}

async function findOne({ clients, stage }: Session, name: string): Promise<DeadLetterQueue> {
  const [queue, ...others] = await findQueues(clients, { queues: [name], stage });
  if (queue && others.length === 0) return queue;
  throw misuse(`${name} names ${others.length + 1} queues: name one of them by its whole name.`);
}
