import { countOf, type Run } from '../../../letters/core/runs.ts';
import { SECONDS_OF_DAY } from '../../../model/calendar.ts';
import { LETTER_RUN_EVENT, type LetterRunEventData } from '../../../model/deadLetters/events.ts';
import { environment } from '../../platform/environment.ts';
import { entities } from './entities.ts';

/** Chosen: subscribers see a run move, and nobody pays for each batch. */
const TELL_EVERY_MS = 2_000;

/** Announces how far a run is, now and then, and at its end. `now` returns epoch milliseconds. */
export const createRunNews = (now: () => number) => {
  let toldAt = -Infinity;
  let writing: Promise<unknown> = Promise.resolve();
  const write = (run: Run) => {
    toldAt = now();
    // One after the other, so that the latest stays.
    writing = writing.then(() => entities.LetterRunEvent.put(eventOf(run, toldAt)).go());
    return writing;
  };
  return {
    tell(run: Run): void {
      // What it throws is thrown by the last one, which waits for it.
      if (now() - toldAt >= TELL_EVERY_MS) write(run).catch(() => undefined);
    },
    end: async (run: Run): Promise<void> => void (await write(run)),
  };
};

/** Texts all: a rule passes them to the API as they are. Who began the run, and why, are a person's words: its row has them. */
const eventOf = (run: Run, ms: number) => ({
  runId: run.runId,
  eventName: LETTER_RUN_EVENT,
  eventData: {
    runId: run.runId,
    action: run.action,
    queue: run.queueName,
    status: run.status,
    planned: String(run.planned),
    done: String(countOf(run, 'SENT', 'DELETED', 'EDITED')),
    diedAgain: String(countOf(run, 'DIED_AGAIN')),
    ending: run.ending ?? '',
    startedOn: run.startedOn,
    updatedOn: new Date(ms).toISOString(),
  } satisfies LetterRunEventData,
  applied: true,
  ttl: Math.floor(ms / 1000) + environment.EVENT_TTL_DAYS * SECONDS_OF_DAY,
});
