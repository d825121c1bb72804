import { type Changing, editLetter } from '../../../letters/core/changeLetters.ts';
import type { Clients } from '../../../letters/core/clients.ts';
import { checkBody } from '../../../letters/core/editBody.ts';
import type { DeadLetterQueue, Letter } from '../../../letters/core/Letter.ts';
import { createLetterReader } from '../../../letters/core/letterReader.ts';
import { describeQueue } from '../../../letters/core/queues.ts';
import { counted, type Run } from '../../../letters/core/runs.ts';
import { deleteLetters } from '../../../letters/core/sendLetters.ts';
import { queueTags } from '../../../model/queueTags.ts';
import { RetryableError } from '../../platform/errors.ts';
import { plainText } from '../../platform/logger.ts';
import { closeLetter, recordLetter } from './letters.ts';

export interface Edit {
  readonly letterId: string;
  readonly body: string;
}

type Editing = Changing & { readonly clients: Clients };

/**
 * Puts a letter with another body in the place of one, where the letter's worker takes such a message, and its row in the
 * place of the row. Returns the run as it ended.
 */
export const editOne = async (
  run: Run,
  queue: DeadLetterQueue,
  edit: Edit,
  editing: Editing,
): Promise<Run> => {
  const { clients, clock } = editing;
  const reader = createLetterReader(clients, queue, { clock, onReceived: ({ id }) => id === edit.letterId });
  try {
    const [letter] = await reader.next(1);
    const ended = letter
      ? await replace(run, letter, edit.body, editing)
      : await withoutLetter(run, queue, edit, editing);
    if (letter && ended.status === 'DONE') reader.forget([letter]);
    return ended;
  } finally {
    await reader.release();
  }
};

const replace = async (run: Run, letter: Letter, body: string, editing: Editing): Promise<Run> => {
  const refusal = refusalOf(letter, body);
  if (refusal) return fail(run, `${refusal}, so nothing was changed.`, editing);
  const { queue } = letter;
  const before = await editedId(run, editing);
  const ended = before
    ? await withoutTheFirst(run, letter, before, editing)
    : await editLetter(run, letter, body, editing).catch(failedOr(run, editing));
  const id = before ?? (await editedId(run, editing));
  const bodyBytes = Buffer.byteLength(body);
  if (id) await recordLetter({ id, queue: queue.name, cause: letter.cause, body, bodyBytes });
  if (ended.status === 'DONE') await closeLetter(letter.id, 'EDITED');
  return ended;
};

/** The run whose ending says what was thrown. What is thrown before it begins is thrown on, to be tried again. */
const failedOr =
  ({ runId }: Run, { history }: Editing) =>
  async (error: unknown): Promise<Run> => {
    const run = await history.find(runId);
    if (run?.status !== 'FAILED') throw error;
    return run;
  };

/** The issues that an ending lists at most, and the most bytes of one: it may name every key of a body. */
const MAX_ISSUES = 5;
const MAX_ISSUE = 200;

/** What the letter's worker has against a body; undefined where it takes it, or nobody knows what it takes. */
const refusalOf = ({ cause, queue }: Letter, body: string): string | undefined => {
  const step = cause.failingStep ?? queue.tags[queueTags.step];
  const parsed = checkBody(step, body);
  if (!parsed || parsed.isValid) return undefined;
  const issues = parsed.issues.slice(0, MAX_ISSUES).map((issue) => plainText(issue, MAX_ISSUE));
  return `InvalidArgument: ${step} would not take it (${issues.join('; ')})`;
};

/** The letter that this run has sent before, where it was killed meanwhile. */
const editedId = async ({ runId }: Run, { history }: Editing): Promise<string | undefined> =>
  (await history.outcomesOf(runId)).find(({ outcome }) => outcome === 'EDITED')?.messageId;

/** The run was killed between the two: what it sent is there, and what that replaces as well. */
const withoutTheFirst = async (run: Run, letter: Letter, id: string, editing: Editing): Promise<Run> => {
  await deleteLetters(editing.clients.sqs, letter.queue.url, [letter]);
  return done(run, id, editing);
};

/** It was deleted by this run before that was killed, or by somebody else; or somebody is looking at it. */
const withoutLetter = async (
  run: Run,
  { url, name }: DeadLetterQueue,
  { letterId }: Edit,
  editing: Editing,
): Promise<Run> => {
  const id = await editedId(run, editing);
  if (id) return done(run, id, editing);
  if ((await describeQueue(editing.clients, url)).inFlight > 0)
    throw new RetryableError('TryAgain', `Somebody else looks at letters of ${name} at the moment`);
  return fail(run, `NotFound: there is no letter ${letterId} in ${name} any more.`, editing);
};

const done = (run: Run, id: string, editing: Editing) =>
  end(
    {
      ...counted(run, [{ id, outcome: 'EDITED' }]),
      status: 'DONE',
      ending: `The edited letter is ${id}.`,
    },
    editing,
  );

const fail = (run: Run, ending: string, editing: Editing) =>
  end({ ...run, status: 'FAILED', ending }, editing);

const end = async (run: Run, { history, holder, clock }: Editing): Promise<Run> => {
  const endedOn = new Date(clock.now()).toISOString();
  const ended = { ...run, endedOn, updatedOn: endedOn };
  await history.begin(ended, holder);
  await history.end(ended, holder);
  return ended;
};
