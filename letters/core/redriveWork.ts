import { isoOf } from './Clock.ts';
import type { Letter } from './Letter.ts';
import { createLetterReader, type LetterReader } from './letterReader.ts';
import { createRateLimit, type RateLimit } from './rateLimit.ts';
import type { Going, Home, LetterSource, RedriveOptions } from './RedriveOptions.ts';
import { arrivedAfter, diedAgain, isTooMany, skipReasonOf } from './redriveDecisions.ts';
import { counted, countOf, type Outcome, type RedriveRequest, type Run } from './runs.ts';
import { broughtBack, deleteLetters, sendMessages, type SendResult } from './sendLetters.ts';

/** How often a letter is tried that SQS could not take for a reason of its own. */
const MOST_TRIES = 3;
/** Progress is written so often, beside the outcomes of each batch. */
const SAVE_MS = 5_000;

/** A redrive while a process works on it. */
export interface RedriveWork {
  /** As it is now. */
  readonly run: Run;
  readonly request: RedriveRequest;
  readonly reader: LetterReader;
  readonly rateLimit: RateLimit;
  /** Sends letters, notes what became of each, and deletes those that were sent. */
  bringBack(going: readonly Going[]): Promise<void>;
  /** Notes the letters that died again since it was called last. Returns whether these are too many. */
  noteDeaths(): Promise<boolean>;
  change(change: Partial<Run>, doing: string): Promise<void>;
  /** Whether letters may still lie here that were sent: they could not be deleted, or the run was interrupted before that. */
  mayHaveLeftSent(): boolean;
}

/** Opens a run, or opens one again: what it noted before says which letters were sent. */
export async function openRedrive(asked: Run, options: RedriveOptions): Promise<RedriveWork> {
  const { redrive: request } = asked;
  if (!request) throw new Error(`Run ${asked.runId} is no redrive`);
  const notes = await openNotes(asked, options);
  const { clients, clock, queue, matches, areConfirmed = false, source } = options;
  const before = { deaths: countOf(notes.run, 'DIED_AGAIN'), sent: countOf(notes.run, 'SENT') };
  let deaths: Outcome[] = [];
  let hasLeftSent = !source && before.sent > 0;

  const queueReader = createLetterReader(clients, queue, {
    clock,
    onReceived(letter) {
      const { run } = notes;
      if (!diedAgain(letter, run))
        return matches(letter) && (areConfirmed || !arrivedAfter(letter, run)) && !notes.isOver(letter.id);
      if (!notes.isOver(letter.id) && deaths.every(({ id }) => id !== letter.id))
        deaths.push(outcomeOf(letter, 'DIED_AGAIN'));
      return false;
    },
  });
  const reader = source ? readFrom(source, queueReader) : queueReader;
  const send = createSender(request, options, () => notes.run);

  return {
    get run() {
      return notes.run;
    },
    request,
    reader,
    rateLimit: createRateLimit(request.rate, clock),
    change: notes.change,
    mayHaveLeftSent: () => hasLeftSent,
    async bringBack(going) {
      const { outcomes, again } = await send(going.filter(({ letter }) => !notes.isSent(letter.id)));
      try {
        await notes.add(outcomes, 'sending');
      } finally {
        // Also where the note failed: what was sent and stays would be sent again.
        const gone = going.map(({ letter }) => letter).filter(({ id }) => notes.isSent(id));
        const kept = source ? new Map() : await deleteLetters(clients.sqs, queue.url, gone);
        // One that could not be deleted is received again, known as sent, and deleted then.
        hasLeftSent ||= kept.size > 0;
        reader.forget(gone.filter(({ id }) => !kept.has(id)));
        await reader.putBack(again);
      }
    },
    async noteDeaths() {
      const found = deaths;
      deaths = [];
      if (found.length > 0) await notes.add(found, 'died again');
      const died = countOf(notes.run, 'DIED_AGAIN') - before.deaths;
      return isTooMany(request.deathLimit, died, countOf(notes.run, 'SENT') - before.sent);
    },
  };
}

/** Reads from a source, while the queue is watched. */
const readFrom = (source: LetterSource, watched: LetterReader): LetterReader => ({
  ...watched,
  next: async (most) => [...source.next(most)],
  putBack: async (letters) => source.putBack(letters),
  forget: () => undefined,
});

/** What a run has come to, letter by letter, in memory and in the history. */
async function openNotes(asked: Run, { clock, history, holder, onProgress }: RedriveOptions) {
  await history.begin({ ...asked, status: 'RUNNING', updatedOn: isoOf(clock.now()) }, holder);
  const noted = await history.outcomesOf(asked.runId);
  let run = counted({ ...asked, status: 'RUNNING', counts: {} }, noted);
  let savedAt = clock.now();
  const outcomeOfId = new Map(noted.map(({ id, outcome }) => [id, outcome]));
  const save = async () => {
    await history.save(run, holder);
    savedAt = clock.now();
  };
  return {
    get run() {
      return run;
    },
    isSent: (id: string) => outcomeOfId.get(id) === 'SENT',
    /** Whether there is nothing to do for it any more. A letter that was sent is still to be deleted. */
    isOver: (id: string) => outcomeOfId.has(id) && outcomeOfId.get(id) !== 'SENT',
    async add(outcomes: readonly Outcome[], doing: string) {
      for (const { id, outcome } of outcomes) outcomeOfId.set(id, outcome);
      run = { ...counted(run, outcomes), updatedOn: isoOf(clock.now()) };
      if (outcomes.length > 0) await history.record(run.runId, outcomes);
      if (clock.now() - savedAt >= SAVE_MS) await save();
      onProgress?.(run, doing);
    },
    async change(change: Partial<Run>, doing: string) {
      run = { ...run, ...change, updatedOn: isoOf(clock.now()) };
      await save();
      onProgress?.(run, doing);
    },
  };
}

interface Sent {
  readonly outcomes: readonly Outcome[];
  /** What SQS may take later. */
  readonly again: readonly Letter[];
}

/** Sends letters to their homes, as far as they have one and may go there. */
function createSender(request: RedriveRequest, options: RedriveOptions, runNow: () => Run) {
  const tries = new Map<string, number>();
  /** Whether a letter that was not taken is tried again. */
  const mayTryAgain = (id: string) => {
    const tried = (tries.get(id) ?? 0) + 1;
    tries.set(id, tried);
    return tried < MOST_TRIES;
  };

  return async (asked: readonly Going[]): Promise<Sent> => {
    const outcomes: Outcome[] = [];
    const again: Letter[] = [];
    const going: Placed[] = [];
    for (const { letter, home } of asked) {
      const skipped = skipReasonOf(letter, request);
      if (skipped) outcomes.push(outcomeOf(letter, skipped));
      else if ('why' in home) outcomes.push({ ...outcomeOf(letter, 'NO_HOME'), detail: home.why });
      else going.push({ letter, home });
    }
    const byHome = Map.groupBy(going, ({ home }) => ('url' in home ? home.url : home.name));
    for (const group of byHome.values()) {
      const results = await sendHome(group, options, runNow());
      for (const { letter } of group) {
        const result = results.get(letter.id) ?? { refused: 'SQS said nothing of it', isTransient: true };
        if ('messageId' in result)
          outcomes.push({ ...outcomeOf(letter, 'SENT'), messageId: result.messageId });
        else if (result.isTransient && mayTryAgain(letter.id)) again.push(letter);
        else outcomes.push({ ...outcomeOf(letter, 'REFUSED'), detail: result.refused });
      }
    }
    return { outcomes, again };
  };
}

interface Placed {
  readonly letter: Letter;
  readonly home: Home;
}

/** Sends letters of one home. Returns what became of each. */
async function sendHome(
  group: readonly Placed[],
  { clients, clock }: RedriveOptions,
  { runId, by }: Run,
): Promise<Map<string, SendResult>> {
  const [first] = group;
  if (first && 'url' in first.home) {
    const mark = ({ cause }: Letter) => ({
      runId,
      count: (cause.redrive?.count ?? 0) + 1,
      by,
      on: isoOf(clock.now()),
    });
    return sendMessages(
      clients.sqs,
      first.home,
      group.map(({ letter }) => broughtBack(letter, mark(letter))),
    );
  }
  const results = new Map<string, SendResult>();
  for (const { letter, home } of group) if ('deliver' in home) results.set(letter.id, await home.deliver());
  return results;
}

const outcomeOf = ({ id, cause: { errorCode, entityId } }: Letter, outcome: Outcome['outcome']): Outcome => ({
  id,
  outcome,
  errorCode,
  ...(entityId !== undefined && { entityId }),
});
