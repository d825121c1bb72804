import type { Readable } from 'node:stream';
import { OperatorError } from '../../local/platform/errors.ts';
import { checkReading, type Entry, isRefusal, type Refusal } from './Entry.ts';
import { createProgress, summarize } from './report.ts';
import {
  createRetryingSender,
  type SenderOptions,
  UNAUTHORIZED,
  UNREACHABLE,
} from './createRetryingSender.ts';
import { findDeployment } from './findDeployment.ts';
import { openInput, readJsonLines, splitLines } from './readInput.ts';
import { createTally, openRefusedFile } from './outcomes.ts';
import { openSession } from './openSession.ts';
import type { Format, LoadOptions } from './options.ts';
import { readCsv } from './readCsv.ts';
import { sendAll, type Outcome } from './sendAll.ts';

/** What a load has of the world around it. */
export interface LoadEnvironment {
  readonly stdin: Readable;
  /** Takes the summary. */
  readonly print: (text: string) => void;
  /** Takes the progress. */
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** In milliseconds, from any beginning. */
  readonly now: () => number;
  readonly pause: SenderOptions['pause'];
  /** Aborted, with a reason in words, to end the load early. */
  readonly stop: AbortController;
}

const PROGRESS_MS = 100;

/** Loads a file, to its end or until it is stopped, and tells what came of it; the exit code. */
export async function run(options: LoadOptions, surroundings: LoadEnvironment): Promise<0 | 1> {
  const { stdin, stop, print } = surroundings;
  const { concurrency, dryRun, file, refused: refusedFile } = options;
  const bytes = await openInput(file, stdin, stop.signal);
  const send = dryRun ? async (entry: Entry) => entry : await openSender(options, surroundings);
  const refused = openRefusedFile(refusedFile, file);
  const [tally, progress] = [createTally(), createProgress(surroundings)];
  const done = (outcome: Outcome) => {
    tally.count(outcome);
    if (!isRefusal(outcome)) return;
    refused.write(outcome);
    if (refused.fault !== undefined) stop.abort(refused.fault);
    if (isHopeless(outcome)) stop.abort(outcome.message);
  };
  const ticking = setInterval(() => progress.tick(tally), PROGRESS_MS);
  try {
    await sendAll(checked(bytes, options.format), { send, concurrency, done, stop: stop.signal });
  } finally {
    clearInterval(ticking);
    progress.end();
    refused.close();
  }
  const stopped = stop.signal.aborted ? String(stop.signal.reason) : undefined;
  const { fault: refusedFault } = refused;
  print(summarize(tally, { elapsedMs: progress.elapsedMs(), dryRun, stopped, refusedFile, refusedFault }));
  return tally.refused > 0 || stopped !== undefined ? 1 : 0;
}

async function openSender(
  { url, user, password }: LoadOptions,
  { pause, stop: { signal } }: LoadEnvironment,
) {
  try {
    const deployment = await findDeployment(url, signal);
    const session = await openSession(deployment, { user, password }, signal);
    return createRetryingSender({ graphqlUrl: deployment.graphqlUrl, session, pause, stop: signal });
  } catch (error) {
    throw signal.aborted ? new OperatorError(`stopped ${signal.reason}`) : error;
  }
}

async function* checked(bytes: AsyncIterable<Uint8Array>, format: Format): AsyncGenerator<Entry | Refusal> {
  const lines = splitLines(bytes);
  for await (const reading of format === 'csv' ? readCsv(lines) : readJsonLines(lines))
    yield checkReading(reading);
}

/** Whatever is sent after such a refusal is lost time. */
const isHopeless = ({ errorType }: Refusal) => errorType === UNREACHABLE || errorType === UNAUTHORIZED;
