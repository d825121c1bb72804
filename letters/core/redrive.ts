import { isoOf } from './Clock.ts';
import type { Letter } from './Letter.ts';
import { HIDE_SECONDS } from './letterReader.ts';
import { errorMessage } from './OperatorError.ts';
import { describeQueue } from './queues.ts';
import { missingOf, stageGoal } from './redriveDecisions.ts';
import type { Going, RedriveOptions } from './RedriveOptions.ts';
import { openRedrive, type RedriveWork } from './redriveWork.ts';
import { countOf, type Run } from './runs.ts';
import { BATCH } from './visibility.ts';

interface Ending {
  readonly status: Run['status'];
  readonly ending: string;
}

/** How often a waiting run looks at its queues. */
const POLL_MS = 1_000;

/**
 * Brings letters back, batch by batch: receives, sends, notes the outcome, deletes. A kill between the send and the
 * note leaves up to ten letters that the resumed run sends again: workers find duplicates. Returns the run as it ended:
 * `DONE`, or `STOPPED`, and then the same call with that run goes on.
 */
export async function redrive(asked: Run, options: RedriveOptions): Promise<Run> {
  const work = await openRedrive(asked, options);
  const { clock, history, holder } = options;
  const close = async ({ status, ending }: Ending) => {
    const endedOn = isoOf(clock.now());
    const run: Run = { ...work.run, status, ending, updatedOn: endedOn, endedOn };
    await history.end(run, holder);
    return run;
  };
  try {
    return await close(await bringAllBack(work, options));
  } catch (error) {
    // The error is what counts. Where the history cannot be written either, the lock expires by itself.
    await close({ status: 'STOPPED', ending: errorMessage(error) }).catch(() => undefined);
    throw error;
  } finally {
    await work.reader.release();
  }
}

async function bringAllBack(work: RedriveWork, options: RedriveOptions): Promise<Ending> {
  const { stop } = options;
  const depths = createDepths(options);
  let emptySince: number | undefined;
  for (;;) {
    if (stop?.aborted) return interrupted(work.run);
    const left = stageGoal(work.run) - countOf(work.run, 'SENT');
    if (left <= 0) {
      const ending = await settle(work, options, depths);
      if (ending) return ending;
      await work.change({ stage: work.run.stage + 1 }, 'next stage');
      continue;
    }
    const tokens = await work.rateLimit.take(Math.min(BATCH, left), stop);
    const letters = tokens > 0 ? await work.reader.next(tokens) : [];
    if (letters.length > 0) {
      emptySince = undefined;
      const going = await findHomes(letters, options);
      await depths.start(going);
      await work.bringBack(going);
    } else if (!stop?.aborted) {
      emptySince ??= options.clock.now();
      if (!(await areHeldByOthers(work, options, emptySince))) break;
      await options.clock.pause(POLL_MS, stop);
    }
    if (await work.noteDeaths()) return tooManyDied(work.run);
  }
  return (await settle(work, options, depths)) ?? done(work.run);
}

const findHomes = (letters: readonly Letter[], { homeOf }: RedriveOptions): Promise<Going[]> =>
  Promise.all(letters.map(async (letter) => ({ letter, home: await homeOf(letter) })));

/**
 * Whether letters may come back that somebody holds, such as a process that was killed: those are hidden for so long at
 * most. SQS's counts are approximate, so they only say whether to look again.
 */
async function areHeldByOthers(work: RedriveWork, { clients, queue, clock }: RedriveOptions, since: number) {
  if (missingOf(work.run) <= 0 && !work.mayHaveLeftSent()) return false;
  if (clock.now() - since > (HIDE_SECONDS + 5) * 1000) return false;
  const { inFlight } = await describeQueue(clients, queue.url);
  return inFlight > work.reader.hidden();
}

/** How many messages more than before are in the queues that letters go home to: being handled, or waiting for that. */
interface Depths {
  /** Counts the homes of letters before the first goes there. */
  start(going: readonly Going[]): Promise<void>;
  added(): Promise<number>;
}

function createDepths({ clients }: RedriveOptions): Depths {
  const before = new Map<string, number>();
  const depthOf = async (url: string) => {
    const { visible, inFlight, delayed } = await describeQueue(clients, url);
    return visible + inFlight + delayed;
  };
  return {
    async start(going) {
      for (const { home } of going)
        if ('url' in home && !before.has(home.url)) before.set(home.url, await depthOf(home.url));
    },
    async added() {
      let added = 0;
      for (const [url, depth] of before) added += Math.max(0, (await depthOf(url)) - depth);
      return added;
    },
  };
}

/**
 * Waits until what was sent has been handled: nothing died again for `settleSeconds`, and the queues are as they were.
 * Returns the ending where the run stops here.
 */
async function settle(
  work: RedriveWork,
  { clock, stop, onProgress }: RedriveOptions,
  depths: Depths,
): Promise<Ending | undefined> {
  const { settleSeconds, settleLimitSeconds } = work.request;
  const began = clock.now();
  const isLast = stageGoal(work.run) === Infinity;
  let quietSince = began;
  while (settleSeconds > 0) {
    onProgress?.(work.run, 'waiting for their workers');
    await clock.pause(POLL_MS, stop);
    if (stop?.aborted) return interrupted(work.run);
    const deaths = countOf(work.run, 'DIED_AGAIN');
    await work.reader.sweep();
    if (await work.noteDeaths()) return tooManyDied(work.run);
    if (countOf(work.run, 'DIED_AGAIN') > deaths) quietSince = clock.now();
    const added = await depths.added();
    if (added === 0 && clock.now() - quietSince >= settleSeconds * 1000) return undefined;
    if (clock.now() - began < settleLimitSeconds * 1000) continue;
    if (added === 0 || isLast) return undefined;
    return {
      status: 'STOPPED',
      ending: `Stopped: ${settleLimitSeconds} s after the last was sent, ${added} messages more than before are still being tried.`,
    };
  }
  return undefined;
}

const sentOf = (run: Run) => `${countOf(run, 'SENT')} of ${run.planned} letters`;

const interrupted = (run: Run): Ending => ({
  status: 'STOPPED',
  ending:
    missingOf(run) > 0
      ? `Stopped by hand: ${sentOf(run)} are on their way, the others lie where they were.`
      : `Stopped by hand: ${sentOf(run)} are on their way, and nobody waited for what becomes of them.`,
});

const tooManyDied = (run: Run): Ending => ({
  status: 'STOPPED',
  ending: `Stopped by itself: ${countOf(run, 'DIED_AGAIN')} died again, and ${sentOf(run)} were sent.`,
});

const done = (run: Run): Ending => ({
  status: 'DONE',
  ending: `Sent ${sentOf(run)}${countOf(run, 'DIED_AGAIN') > 0 ? `; ${countOf(run, 'DIED_AGAIN')} died again` : ''}.`,
});
