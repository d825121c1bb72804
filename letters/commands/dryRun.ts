import { defineCommand, type Outcome as CommandOutcome, type Session } from '../Command.ts';
import type { Letter } from '../core/Letter.ts';
import { exitCodes, misuse } from '../core/OperatorError.ts';
import { labelOf } from '../core/queues.ts';
import type { Outcome, Prediction } from '../dryRun/Prediction.ts';
import { addFilterOptions, type FilterOptions } from '../filterOptions.ts';
import { holdEach } from '../holdEach.ts';
import { table } from '../terminal/table.ts';
import type { Format } from '../terminal/Terminal.ts';

interface DryRunOptions extends FilterOptions {
  readonly code?: string;
  readonly each?: boolean;
}

/** Predicts what would become of letters. */
export const dryRun = defineCommand<DryRunOptions>({
  name: 'dry-run',
  summary: 'predict what would become of letters; writes nothing',
  description:
    'Runs the present handler of each letter on this machine, on copies of the rows that it reads, and says what the ' +
    'letter would come to. Nothing is sent, and no table is written. Ends with 3 where letters would die again.',
  examples: [
    'letters dry-run placeOrder',
    'letters dry-run placeOrder --reason NotFound --each',
    'letters dry-run placeOrder --code build/functions/placeOrder',
  ],
  configure: (command) =>
    void addFilterOptions(command.argument('[queue...]', 'names, URLs or ARNs; all of them without'))
      .option('--code <path>', "a folder or ZIP with the handler's code (default: what is deployed)")
      .option('--each', 'one line for each letter'),
  async run(session, names, options) {
    // Nothing is done to them, so nobody has to wait for them.
    const held = await holdEach(session, names, options, async ({ letters }) => letters);
    const letters = held.flat();
    return predictionsOutcome(session, letters, await predictAll(session, letters, options.code), options);
  },
});

/** What is printed of predictions. Some are missing where it was stopped. */
export const predictionsOutcome = (
  session: Session,
  letters: readonly Letter[],
  predictions: readonly Prediction[],
  options: Pick<DryRunOptions, 'each'>,
): CommandOutcome => {
  const dead = predictions.filter(({ outcome }) => outcome.kind === 'dead').length;
  const left = letters.length - predictions.length;
  if (left > 0) session.note(`${left} letter(s) are not predicted: it was stopped.`);
  return {
    data: { letters: predictions.length, wouldDie: dead, predictions: predictions.map(predictionJson) },
    text: predictions.length === 0 ? 'No letters.' : predictionsText(session, predictions, options),
    exitCode: dead > 0 || left > 0 ? exitCodes.partly : exitCodes.done,
  };
};

/** Predicts letters, whose copies are shared: those of one queue see what those of another did. */
export async function predictAll(
  { clients, world, terminal }: Session,
  letters: readonly Letter[],
  code?: string,
): Promise<Prediction[]> {
  if (letters.length === 0) return [];
  if (code !== undefined && new Set(letters.map(({ queue }) => queue.arn)).size > 1)
    throw misuse('--code is the code of one worker: name its queue.');
  // Brings parts of the local cloud, which no other command needs.
  const { predict } = await import('../dryRun/dryRun.ts');
  const predictions = await predict(clients, letters, {
    now: () => world.now(),
    code,
    stop: world.stop,
    onProgress: ({ predicted, letters: all }) => terminal.progress(`${predicted} of ${all} predicted`),
  });
  terminal.clearProgress();
  return predictions;
}

/** What a script reads of a prediction. */
const predictionJson = ({ letter, worker, outcome, failures }: Prediction) => ({
  id: letter.id,
  queue: letter.queue.name,
  entityType: letter.cause.entityType,
  entityId: letter.cause.entityId,
  diedOf: letter.cause.errorCode,
  worker,
  outcome,
  failures,
});

const predictionsText = (
  session: Session,
  predictions: readonly Prediction[],
  { each }: Pick<DryRunOptions, 'each'>,
) =>
  [each ? eachTable(session, predictions) : groupsTable(session, predictions), '', summary(predictions)].join(
    '\n',
  );

const summary = (predictions: readonly Prediction[]): string => {
  const count = (kind: Outcome['kind']) => predictions.filter(({ outcome }) => outcome.kind === kind).length;
  const parts = [
    [count('done'), 'would be done'],
    [count('announced'), 'would be announced again'],
    [count('dead'), 'would die again'],
    [count('unknown'), 'cannot be predicted'],
  ] as const;
  return `${parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(', ')}. Nothing was written.`;
};

/** What an outcome is called, and what is known of it. */
const wordsOf = ({ outcome, failures }: Prediction): { readonly would: string; readonly because: string } => {
  const after = failures.length > 0 ? `after ${failures.length} failures: ${failures.at(-1) ?? ''}` : '';
  switch (outcome.kind) {
    case 'done':
      return { would: ['done', outcome.word, outcome.then].filter(Boolean).join(': '), because: after };
    case 'dead':
      return { would: `dead: ${outcome.errorCode}`, because: outcome.reason };
    case 'announced':
      return { would: 'announced', because: `on ${outcome.bus}` };
    case 'unknown':
      return { would: 'unknown', because: `needs ${outcome.why}` };
  }
};

const formats: Readonly<Record<Outcome['kind'], Format>> = {
  done: 'green',
  announced: 'green',
  dead: 'red',
  unknown: 'yellow',
};

/** Predictions that say the same of the same worker. */
function groupsTable({ terminal }: Session, predictions: readonly Prediction[]): string {
  const groups = Map.groupBy(predictions, (prediction) => {
    const { would, because } = wordsOf(prediction);
    return JSON.stringify([prediction.worker, would, prediction.outcome.kind === 'dead' ? '' : because]);
  });
  const rows = [...groups.values()].flatMap((same) =>
    same[0] ? [{ first: same[0], count: same.length }] : [],
  );
  return table(
    terminal,
    rows.sort((one, other) => other.count - one.count),
    [
      { title: 'LETTERS', value: ({ count }) => String(count), align: 'right' },
      { title: 'QUEUE', value: ({ first }) => labelOf(first.letter.queue), shrinks: true },
      {
        title: 'WOULD BE',
        value: ({ first }) => wordsOf(first).would,
        format: ({ first }) => formats[first.outcome.kind],
      },
      { title: 'SUCH AS', value: ({ first }) => first.letter.id.slice(0, 8), format: () => 'cyan' },
      { title: 'BECAUSE', value: ({ first }) => wordsOf(first).because, shrinks: true },
    ],
  );
}

const eachTable = ({ terminal }: Session, predictions: readonly Prediction[]): string =>
  table(terminal, predictions, [
    { title: 'ID', value: ({ letter }) => letter.id.slice(0, 8), format: () => 'cyan' },
    { title: 'DIED OF', value: ({ letter }) => letter.cause.errorCode },
    { title: 'ABOUT', value: ({ letter }) => letter.cause.entityId ?? '', shrinks: true },
    {
      title: 'WOULD BE',
      value: (prediction) => wordsOf(prediction).would,
      format: ({ outcome }) => formats[outcome.kind],
    },
    { title: 'BECAUSE', value: (prediction) => wordsOf(prediction).because, shrinks: true },
  ]);
