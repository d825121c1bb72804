import { type AccountOptions, accountOf, addAccountOptions, confirm } from '../accountOptions.ts';
import { defineCommand } from '../Command.ts';
import { readArchive } from '../core/archives.ts';
import { restoreLetters } from '../core/changeLetters.ts';
import { noteOnSentLetters } from '../core/moveTask.ts';
import { exitCodes, OperatorError } from '../core/OperatorError.ts';
import { findQueues, labelOf, nameOf } from '../core/queues.ts';
import { countOf } from '../core/runs.ts';
import { createHolder, openHistory } from '../openHistory.ts';
import { startRun } from '../startRun.ts';
import { printable } from '../terminal/printable.ts';

interface RestoreOptions extends AccountOptions {
  readonly partial?: boolean;
  readonly destination?: string;
}

/** Puts the letters of a file back into their queue. */
export const restore = defineCommand<RestoreOptions>({
  name: 'restore',
  summary: 'put the letters of an archive back into their queue',
  description: `Sends every letter of an archive, as it was, to the queue that it lay in. The file
is read and checked as a whole before. A restore that is run twice doubles letters.`,
  examples: ['letters restore letters.jsonl --because "wrong ones"'],
  configure: (command) =>
    void addAccountOptions(
      command
        .argument('<file>', 'an archive')
        .option('--destination <queue>', 'restore to another queue')
        .option('--partial', 'restore what is whole of a damaged archive'),
    ),
  async run(session, [file = ''], options) {
    const { world, clients } = session;
    const account = accountOf(options, world);
    const { queueArn, letters, damage } = await readArchive(file);
    if (damage !== undefined && !options.partial)
      throw new OperatorError(
        `${file} is damaged: ${damage}. Nothing was restored; --partial restores ${letters.length} whole letters.`,
      );
    if (damage !== undefined) session.note(`${file} is damaged: ${damage}.`);
    const [queue] = await findQueues(clients, { queues: [options.destination ?? nameOf(queueArn)] });
    if (!queue) throw new OperatorError(`${nameOf(queueArn)} is gone: name another with --destination.`);
    await confirm(session, options, {
      text: `${letters.length} letter(s) of ${printable(file)} go to ${labelOf(queue)}.`,
      question: 'Restore them? [y/N] ',
    });
    const history = await openHistory(session, [queue], options);
    const asked = { action: 'RESTORE' as const, queue, ...account, planned: letters.length, file };
    const run = await restoreLetters(await startRun(world, history, asked), letters, queue, {
      clients,
      clock: world,
      history,
      holder: createHolder(world),
    });
    const sent = noteOnSentLetters(queue);
    if (sent !== undefined) session.note(sent);
    return {
      data: { run },
      text: run.ending ?? '',
      exitCode: damage !== undefined || countOf(run, 'REFUSED') > 0 ? exitCodes.partly : exitCodes.done,
    };
  },
});
