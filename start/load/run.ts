import type { Readable } from 'node:stream';
import { OperatorError } from '../../local/platform/errors.ts';
import { checkReading, type Entry, isRefusal, type Refusal } from './Entry.ts';
import { createProgress, summarize } from './report.ts';
import { type RequesterOptions, UNAUTHORIZED, UNREACHABLE } from './createRequester.ts';
import { createRetryingSender } from './createRetryingSender.ts';
import { findDeployment } from './findDeployment.ts';
import { openInput, readJsonLines, splitLines } from './readInput.ts';
import { createTally, openRefusedFile } from './outcomes.ts';
import { openSession } from './openSession.ts';
import type { Format, LoadOptions } from './options.ts';
import { readCsv } from './readCsv.ts';
import { sendAll, type Outcome } from './sendAll.ts';

/** What a load uses of its process. */
export interface LoadEnvironment {
  readonly stdin: Readable;
  /** Prints the summary. */
  readonly print: (text: string) => void;
  /** Writes the progress. */
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Milliseconds since an arbitrary moment. */
  readonly now: () => number;
  readonly pause: RequesterOptions['pause'];
  /** Aborted, with a reason in words, to end the load early. */
  readonly stop: AbortController;
}

const PROGRESS_MS = 100;

/** Loads a file, to its end or until it is stopped, and prints a summary. Returns the exit code. */
export async function run(options: LoadOptions, environment: LoadEnvironment): Promise<0 | 1> {
  const { stdin, stop, print } = environment;
  const { concurrency, dryRun, file, refused: refusedFile } = options;
  const bytes = await openInput(file, stdin, stop.signal);
  const send = dryRun ? async (entry: Entry) => entry : await openSender(options, environment);
  const refused = openRefusedFile(refusedFile, file);
  const [tally, progress] = [createTally(), createProgress(environment)];
  const onOutcome = (outcome: Outcome) => {
    tally.count(outcome);
    if (!isRefusal(outcome)) return;
    refused.write(outcome);
    if (refused.fault !== undefined) stop.abort(refused.fault);
    if (endsLoad(outcome)) stop.abort(outcome.message);
  };
  const progressTimer = setInterval(() => progress.tick(tally), PROGRESS_MS);
  try {
    await sendAll(readEntries(bytes, options.format), {
      send,
      concurrency,
      onOutcome,
      stop: stop.signal,
    });
  } finally {
    clearInterval(progressTimer);
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

async function* readEntries(
  bytes: AsyncIterable<Uint8Array>,
  format: Format,
): AsyncGenerator<Entry | Refusal> {
  const lines = splitLines(bytes);
  for await (const reading of format === 'csv' ? readCsv(lines) : readJsonLines(lines))
    yield checkReading(reading);
}

/** After such a refusal, every later request would fail too. */
const endsLoad = ({ errorType }: Refusal) => errorType === UNREACHABLE || errorType === UNAUTHORIZED;
