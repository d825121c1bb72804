import type { FeedRecord } from '../platform/Feed.ts';
import { escapeUnprintable } from '../platform/printable.ts';
import type { Cloud } from '../startCloud.ts';
import type { LetterHints } from './createDeathWatch.ts';
import { createFeedFormatter } from './createFeedFormatter.ts';
import type { Printer } from './createPrinter.ts';

export interface TerminalOptions {
  /** What is printed: a line for each step of a request, failures alone, everything, or everything as JSON. @default lines */
  readonly detail?: 'quiet' | 'verbose' | 'json' | undefined;
  /** A trace's id or the end of it: nothing else is printed. @default - all requests are */
  readonly trace?: string | undefined;
  /** A trace of which nothing is printed: of what happens each second. @default - all are printed */
  readonly hiddenTrace?: string | undefined;
}

/** How often it is looked for what a slow function has logged. */
const OVERDUE_EVERY_MS = 500;

/** Prints what happens in a cloud. Returns a function that ends this. */
export function printFeed(
  cloud: Pick<Cloud, 'world' | 'stacks' | 'traces'>,
  printer: Pick<Printer, 'print'>,
  { detail, trace, hiddenTrace, letters }: TerminalOptions & { readonly letters?: LetterHints | undefined },
): () => void {
  const { rootOf } = cloud.traces;
  const isWanted = (record: FeedRecord) =>
    (hiddenTrace === undefined || record.traceId !== hiddenTrace) &&
    (trace === undefined || rootOf(record)?.endsWith(trace) === true);
  if (detail === 'json')
    return cloud.world.feed.subscribe((record) => {
      if (isWanted(record)) printer.print(escapeUnprintable(JSON.stringify(record)));
    });

  const newFormatter = () => createFeedFormatter(cloud.stacks, letters, { detail, rootOf });
  let format = newFormatter();
  const print = (lines: string | undefined) => void (lines !== undefined && printer.print(lines));
  const end = cloud.world.feed.subscribe((record) => {
    if (isWanted(record)) print(format(record));
    // Other resources may have other names.
    if (record.kind === 'update') format = newFormatter();
  });
  const { clock } = cloud.world;
  const printOverdue = () => {
    print(format.overdue(clock.now()));
    timer = clock.schedule(OVERDUE_EVERY_MS, printOverdue);
  };
  let timer = clock.schedule(OVERDUE_EVERY_MS, printOverdue);
  return () => {
    timer.cancel();
    end();
  };
}
