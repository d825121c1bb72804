import type { FeedRecord } from '../platform/Feed.ts';
import { printable } from '../platform/printable.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { endLine, reportLine, startLine } from '../services/lambda/platformLines.ts';
import { describeLog } from '../traces/describeLog.ts';
import type { HeldLog, LogRecord } from './createHeldLogs.ts';
import { paint, type Words } from './formatFeedRecord.ts';

/** Chosen: what is shown of a line. All of it is in the function's log group. */
const LONGEST_LOG = 400;

/** Below a step: as far in as the text of its line. */
const INDENT = ' '.repeat(30);

const STYLES = { ok: 'dim', warning: 'yellow', error: 'red' } as const;

/** A line of log below the step that logged it: dimmed, unless it warns. */
export function logLine({ level, record, ...log }: HeldLog, names: ResourceNames, step: FeedRecord): string {
  const isOwn = step.kind !== 'request' || step.fields.some((field) => record.source.endsWith(`.${field}`));
  const source = isOwn ? '' : `${names(record.source)}: `;
  return INDENT + paint(STYLES[level], printable(source + saidBy(log), LONGEST_LOG));
}

/** A line of log whose step is not known, or has not ended yet. */
export function lineAlone({ source, line }: LogRecord, names: ResourceNames): Words {
  const { level, ...log } = describeLog(line);
  const text = printable(`${names(source)}: ${saidBy(log)}`, LONGEST_LOG);
  return { style: STYLES[level], label: 'log', text: paint(STYLES[level], text) };
}

/** The word stands where there is one that tells something. */
const saidBy = ({ word, text }: Pick<HeldLog, 'word' | 'text'>) =>
  word === undefined || word === 'info' ? text : `${word.toUpperCase()} ${text}`;

/** Of what a step logged the first line that is an error, or else a warning. */
export const worstOf = (logs: readonly HeldLog[]): HeldLog | undefined =>
  logs.find(({ level }) => level === 'error') ?? logs.find(({ level }) => level === 'warning');

/** A function may end well and say that something is wrong: then its line says so, too. */
export function withWorst(words: Words, worst: HeldLog | undefined): Words {
  if (!worst) return words;
  const style = STYLES[worst.level];
  const text = `${words.text}: ${paint(style, printable(saidBy(worst), LONGEST_LOG))}`;
  return { ...words, style, text };
}

/** What Lambda itself writes to a function's log around an invocation. */
export function lambdaLines({
  requestId,
  outcome,
  error,
  durationMs,
  memoryMb,
  traceId,
}: Extract<FeedRecord, { kind: 'invocation' }>): { before: readonly string[]; after: readonly string[] } {
  const dimmed = (line: string) =>
    INDENT + paint('dim', printable(line.replaceAll('\t', ' ').trim(), LONGEST_LOG));
  if (outcome === 'throttled' || memoryMb === undefined) return { before: [], after: [] };
  const [errorType] = /^Runtime\.(?:ExitError|OutOfMemory)/.exec(error ?? '') ?? [];
  const report = { requestId, outcome, errorType, durationMs, memoryMb, traceId: traceId ?? '' };
  const after = [endLine(requestId)(), ...reportLine(report)().split('\n')];
  return { before: [dimmed(startLine(requestId)())], after: after.map(dimmed) };
}
