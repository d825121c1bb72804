import type { Command } from 'commander';
import { defineCommand, type Outcome, type Session } from '../Command.ts';
import type { History } from '../core/history.ts';
import { misuse } from '../core/OperatorError.ts';
import { findQueues } from '../core/queues.ts';
import type { Outcome as LetterOutcome, Run } from '../core/runs.ts';
import { openHistory } from '../openHistory.ts';
import { printable } from '../terminal/printable.ts';
import { table } from '../terminal/table.ts';

interface HistoryCommandOptions {
  readonly history?: string;
  readonly limit: number;
  readonly originals?: boolean;
}

/** Shows who did what to letters. */
export const history = defineCommand<HistoryCommandOptions>({
  name: 'history',
  summary: 'who did what to letters, when, why, and what came of it',
  description: 'Lists runs, the latest first; or shows one, with what became of each letter.',
  examples: ['letters history', 'letters history 20270120T101500-3f9a1c --json'],
  configure: (command: Command) =>
    void command
      .argument('[run]', 'id of a run')
      .option('--limit <number>', 'runs, or letters of a run, at most', Number, 20)
      .option('--originals', 'print the letters of a run as they were before it, as lines of an archive')
      .option('--history <file>', "read the history from a file instead of the stage's table"),
  async run(session, [runId], options) {
    if (!Number.isInteger(options.limit) || options.limit < 1)
      throw misuse('--limit takes a whole number from 1.');
    const queues =
      options.history === undefined ? await findQueues(session.clients, { stage: session.stage }) : [];
    const found = await openHistory(session, queues, options);
    return runId === undefined ? listRuns(session, found, options) : showRun(session, found, runId, options);
  },
});

async function listRuns(
  session: Session,
  { list, place }: History,
  { limit }: HistoryCommandOptions,
): Promise<Outcome> {
  const runs = await list({ limit });
  if (runs.length === 0)
    return { data: { runs, place }, text: `Nothing was done yet, says ${printable(place)}.` };
  return {
    data: { runs, place },
    text: table(session.terminal, runs, [
      { title: 'RUN', value: ({ runId }) => runId },
      { title: 'WHAT', value: ({ action }) => action },
      { title: 'STATUS', value: ({ status }) => status, format: statusFormat },
      { title: 'LETTERS', value: ({ planned }) => String(planned), align: 'right' },
      { title: 'BY', value: ({ by }) => by, shrinks: true },
      { title: 'QUEUE', value: ({ queueName }) => queueName, shrinks: true },
    ]),
  };
}

const statusFormat = ({ status }: Run) =>
  status === 'DONE' ? 'green' : status === 'RUNNING' ? 'cyan' : 'yellow';

async function showRun(
  session: Session,
  { find, outcomesOf, originalsOf, place }: History,
  runId: string,
  { limit, originals }: HistoryCommandOptions,
): Promise<Outcome> {
  if (!/^\d{8}T\d{6}-\w+$/.test(runId)) throw misuse(`"${runId}" is no id of a run. See them with: history.`);
  const run = await find(runId);
  if (!run) throw misuse(`${place} has no run ${runId}. See them with: history.`);
  if (originals) {
    const lines = await originalsOf(runId);
    return { data: { run, originals: lines }, text: lines.join('\n'), isForScripts: true };
  }
  const outcomes = await outcomesOf(runId);
  const shown = outcomes.slice(0, limit);
  const text = [
    describeRun(run),
    shown.length > 0 ? table(session.terminal, shown, outcomeColumns) : '',
    outcomes.length > limit ? `and ${outcomes.length - limit} more: --limit ${outcomes.length}` : '',
  ];
  return { data: { run, outcomes }, text: text.filter((part) => part !== '').join('\n\n') };
}

const outcomeColumns = [
  { title: 'LETTER', value: ({ id }: LetterOutcome) => id },
  { title: 'OUTCOME', value: ({ outcome }: LetterOutcome) => outcome },
  { title: 'REASON', value: ({ errorCode = '' }: LetterOutcome) => errorCode, shrinks: true },
  { title: 'ABOUT', value: ({ entityId = '' }: LetterOutcome) => entityId, shrinks: true },
];

function describeRun(run: Run): string {
  const counts = Object.entries(run.counts).map(([outcome, count]) => `${count} ${outcome}`);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['run', run.runId],
    [
      'what',
      `${run.action} of ${run.queueName}${run.destination === undefined ? '' : ` to ${run.destination}`}`,
    ],
    ['by', run.by],
    ['why', run.reason],
    ['from', run.startedOn],
    ['until', run.endedOn ?? `still running, last heard of ${run.updatedOn}`],
    ['planned', `${run.planned} letters`],
    ['came to', counts.join(', ') || 'nothing yet'],
    ['status', run.status],
    ['', run.ending],
    ['file', run.file],
  ];
  return facts
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(8)}  ${printable(value)}`]))
    .join('\n');
}
