import type { DeployedStack } from '../assembly/walkAssembly.ts';
import type { FeedRecord } from '../platform/Feed.ts';
import { printable } from '../platform/printable.ts';
import { type ResourceNames, resourceNames } from '../resourceNames.ts';
import { createDeathWatch, type Death, type LetterHints } from './createDeathWatch.ts';
import { createHeldLogs, type LogRecord } from './createHeldLogs.ts';
import { lineOf, paint, type Words, wordsOf } from './formatFeedRecord.ts';
import { lambdaLines, lineAlone, logLine, withWorst, worstOf } from './logLines.ts';

/** The command shows all of it. */
const LONGEST_REASON = 160;

export interface FeedFormatterOptions {
  /** What is said: failures alone, or reads, steps and what changes nothing as well. @default what a request does */
  readonly detail?: 'quiet' | 'verbose' | undefined;
  /** The request that a record belongs to. @default its own trace */
  readonly rootOf?: (record: FeedRecord) => string | null;
}

export interface FeedFormatter {
  /** Returns the lines of a record; undefined for none. */
  (record: FeedRecord): string | undefined;
  /** Returns the log lines of steps that have not ended for a second, by the cloud's clock. */
  overdue(now: number): string | undefined;
}

/**
 * Formats every record of a feed, given in order. What a step logged is below it. A death is one red line with its reason and the
 * command that shows the letter; deliveries that only lead to it are none.
 */
export function createFeedFormatter(
  stacks: readonly DeployedStack[],
  letters?: LetterHints,
  { detail, rootOf = ({ traceId }) => traceId }: FeedFormatterOptions = {},
): FeedFormatter {
  const names = resourceNames(stacks);
  const deaths = createDeathWatch(stacks, letters);
  const held = createHeldLogs();
  const isVerbose = detail === 'verbose';

  const line = (record: FeedRecord, words: Words) => lineOf(record, words, rootOf(record));

  const alone = (record: LogRecord) => {
    const words = lineAlone(record, names);
    return detail === 'quiet' && words.style !== 'red' ? undefined : line(record, words);
  };

  /** A step that ended, with what it logged. */
  const withLogs = (record: FeedRecord & { readonly segmentId?: string }): string | undefined => {
    const logs = held.take(record.segmentId);
    const words = wordsOf(record, names, isVerbose);
    if (!words) return undefined;
    const worst = record.kind === 'invocation' && record.outcome === 'succeeded' ? worstOf(logs) : undefined;
    if (detail === 'quiet' && !isFailed(record) && worst?.level !== 'error') return undefined;
    const own = isVerbose && record.kind === 'invocation' ? lambdaLines(record) : { before: [], after: [] };
    const below = logs.filter((log) => log !== worst).map((log) => logLine(log, names, record));
    return [line(record, withWorst(words, worst)), ...own.before, ...below, ...own.after].join('\n');
  };

  const format = (record: FeedRecord): string | undefined => {
    switch (record.kind) {
      case 'log':
        if (held.hold(record)) return undefined;
        return alone(record);
      case 'step':
        if (isVerbose) return withLogs(record);
        held.leave(record.segmentId, record.parentId);
        return undefined;
      case 'request':
      case 'invocation':
        return withLogs(record);
      default: {
        const words = wordsOf(record, names, isVerbose);
        return words && (detail !== 'quiet' || isFailed(record)) ? line(record, words) : undefined;
      }
    }
  };

  const formatAll = (record: FeedRecord) => {
    const followed = deaths.follow(record);
    if (followed === undefined) return format(record);
    if (record.kind === 'invocation') held.take(record.segmentId);
    return followed === 'passing' ? undefined : line(record, deathWords(followed, names));
  };
  const overdue = (now: number) => {
    const lines = held.takeOverdue(now).flatMap(({ record }) => alone(record) ?? []);
    return lines.length > 0 ? lines.join('\n') : undefined;
  };
  return Object.assign(formatAll, { overdue });
}

function deathWords({ queue, reason, command }: Death, names: ResourceNames): Words {
  const how = command === undefined ? '' : ` | ${command}`;
  const text = `${printable(names(queue))}: ${printable(reason, LONGEST_REASON)}${how}`;
  return { style: 'red', label: 'DEAD', text: paint('red', text) };
}

/** What is said even to somebody who wants to hear of failures alone. */
function isFailed(record: FeedRecord): boolean {
  switch (record.kind) {
    case 'failure':
    case 'denial':
    case 'alarm':
    case 'update':
      return true;
    case 'invocation':
      return record.outcome !== 'succeeded';
    case 'message':
      return record.change === 'deadLettered';
    default:
      return false;
  }
}
