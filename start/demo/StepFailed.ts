import { styleText } from 'node:util';
import { formatFeedRecord } from '../../local/cli/formatFeedRecord.ts';
import type { FeedRecord } from '../../local/platform/Feed.ts';
import { resourceNames } from '../../local/resourceNames.ts';
import type { Cloud } from '../../local/startCloud.ts';

/** A step of the demo failed. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  /** The file that contains the step. */
  readonly place: string;

  /** @param what Such as `Scene 4 broke off`. */
  constructor(what: string, place: string, cause: unknown) {
    super(what, { cause });
    this.place = place;
  }
}

/** Runs a step of the demo. Whatever it throws becomes the cause of a `StepFailed` with the step's name and file. */
export async function runStep<Result>(
  what: string,
  place: string,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    throw new StepFailed(what, place, cause);
  }
}

/** Prints which step failed and why, its file, and what the backend did last. */
export function showFailure({ message, place, cause }: StepFailed, last: readonly string[]): void {
  const red = styleText('red', `${message}:`, { stream: process.stderr });
  const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  console.error(`\n  ${red} ${why}\n\n  What it does: ${place}\n  What the backend did last:`);
  for (const line of last) console.error(`  ${line}`);
}

const KEPT = 400;
const SHOWN = 12;

/** Records what the backend did last. Returns a function that formats it as `npm start` prints it. */
export function recordLastLines({ stacks, world }: Cloud): () => readonly string[] {
  const records: FeedRecord[] = [];
  world.feed.subscribe((record) => {
    if (records.push(record) > KEPT) records.shift();
  });
  return () => {
    const names = resourceNames(stacks);
    return records.flatMap((record) => formatFeedRecord(record, names) ?? []).slice(-SHOWN);
  };
}
