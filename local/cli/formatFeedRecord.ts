import { styleText } from 'node:util';
import type { FeedRecord } from '../platform/Feed.ts';
import { printableValue } from '../platform/printable.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { describeChanges } from '../assembly/describeChanges.ts';

/** What a line says, beside its time and its trace. */
export interface Words {
  readonly style: Style;
  readonly label: string;
  readonly text: string;
}

/**
 * Formats a record as one short line: time, kind, what happened, and the end of its trace id, which is the
 * same on every line of one request. Returns undefined for records that are only noise on a screen.
 */
export function formatFeedRecord(record: FeedRecord, names: ResourceNames): string | undefined {
  if (!isShown(record)) return undefined;
  // The same record with other texts.
  const words = wordsFor(printableValue(record) as ShownRecord, names);
  return words && lineOf(record, words);
}

export function lineOf(record: FeedRecord, words: Words): string {
  const time = paint('dim', timeOfDay(record.time));
  const trace = paint('dim', record.traceId?.slice(-6) ?? '      ');
  return `${time} ${trace} ${paint(words.style, words.label.padEnd(9))} ${words.text}`;
}

let latest = { time: NaN, text: '' };

/** Of the last moment it is remembered: a dozen lines of a busy cloud are of one millisecond. */
function timeOfDay(time: number): string {
  if (time !== latest.time) latest = { time, text: new Date(time).toISOString().slice(11, 23) };
  return latest.text;
}

type ShownRecord = Exclude<FeedRecord, { kind: 'read' | 'log' }>;

/** Reads and log lines are half of all records, and the longest. */
const isShown = (record: FeedRecord): record is ShownRecord =>
  record.kind !== 'read' && record.kind !== 'log';

function wordsFor(record: ShownRecord, names: ResourceNames): Words | undefined {
  switch (record.kind) {
    case 'request':
      return requestWords(record, names);
    case 'message':
      return messageWords(record, names);
    case 'invocation':
      return invocationWords(record, names);
    case 'write':
      return record.change === 'NONE' ? undefined : writeWords(record, names);
    case 'conflict':
      return {
        style: 'yellow',
        label: 'conflict',
        text: `${record.operation} ${Object.values(record.keys).join(' ')} ${paint('dim', names(record.table))}`,
      };
    case 'event':
      if (isUnheard(record)) return undefined;
      return {
        style: 'magenta',
        label: 'event',
        text: `${record.detailType} -> ${record.rules.map(names).join(', ') || 'no rule'}`,
      };
    case 'delivery':
      return { style: 'green', label: 'delivery', text: `${record.field} (${record.bytes} bytes)` };
    case 'email':
      return { style: 'green', label: 'email', text: `${record.subject} to ${record.to}` };
    case 'failure':
      return {
        style: 'red',
        label: 'failure',
        text: `${names(record.source)}: ${record.code}: ${record.message}`,
      };
    case 'denial':
      return {
        style: 'red',
        label: 'denied',
        text: `${record.principal} may not ${record.action} on ${record.resource} ${record.reason}`,
      };
    // Queues, functions and e-mails say themselves what arrived.
    case 'notification':
      return undefined;
    case 'alarm':
      return alarmWords(record, names);
    case 'update':
      return {
        style: 'cyan',
        label: 'update',
        text: `${describeChanges(record.changes)} (${record.durationMs} ms)`,
      };
  }
}

type Of<Kind extends FeedRecord['kind']> = Extract<FeedRecord, { kind: Kind }>;

function requestWords(
  { operation, fields, caller, errors, durationMs }: Of<'request'>,
  names: ResourceNames,
): Words {
  const outcome = errors.length === 0 ? 'ok' : paint('yellow', errors.join(', '));
  return {
    style: 'cyan',
    label: operation === 'subscription' ? 'subscribe' : operation,
    text: `${fields.join(', ')} by ${names(caller)}: ${outcome} (${Math.round(durationMs)} ms)`,
  };
}

function messageWords(
  { queue, change, receiveCount, to }: Of<'message'>,
  names: ResourceNames,
): Words | undefined {
  if (change === 'deleted') return undefined;
  const again = receiveCount > 1 ? ` for the ${receiveCount}. time` : '';
  const target = to ? ` to ${names(to)}` : '';
  return {
    style: change === 'deadLettered' ? 'red' : 'blue',
    label: 'message',
    text: `${change}${again}${target} ${paint('dim', names(queue))}`,
  };
}

function invocationWords(
  { functionName, outcome, durationMs, coldStart, error }: Of<'invocation'>,
  names: ResourceNames,
): Words {
  const cold = coldStart ? ', cold start' : '';
  const detail = error ? `: ${error}` : '';
  return {
    style: outcome === 'succeeded' ? 'yellow' : 'red',
    label: 'lambda',
    text: `${names(functionName)} ${outcome} (${Math.round(durationMs)} ms${cold})${detail}`,
  };
}

/** An alarm that begins is a line, and so is one that ends; an alarm that was just made says nothing. */
function alarmWords(
  { alarm, state, previousState, reason, description }: Of<'alarm'>,
  names: ResourceNames,
): Words | undefined {
  if (state !== 'ALARM' && previousState !== 'ALARM') return undefined;
  const why = description ? `${description} ` : '';
  return {
    style: state === 'ALARM' ? 'red' : 'green',
    label: state === 'ALARM' ? 'ALARM' : 'alarm',
    text: `${names(alarm)} ${state === 'ALARM' ? 'rings' : `is ${state} again`}: ${why}${paint('dim', reason)}`,
  };
}

/** What AWS's services announce on the default bus, if nobody asked for it. */
const isUnheard = ({ source, rules }: Of<'event'>) => source.startsWith('aws.') && rules.length === 0;

const writeWords = ({ table, change, keys, units }: Of<'write'>, names: ResourceNames): Words => ({
  style: 'white',
  label: 'write',
  text: `${change} ${Object.values(keys).join(' ')} (${units} WU) ${paint('dim', names(table))}`,
});

type Style = Parameters<typeof styleText>[0] & string;

/** Styles a text. `styleText` would check the terminal and the environment each time, and a request prints a dozen lines. */
export function paint(style: Style, text: string): string {
  const [before, after] = known.get(style) ?? styleEnds(style);
  return `${before}${text}${after}`;
}

type Ends = readonly [before: string, after: string];

const known = new Map<Style, Ends>();

/** Returns the escape sequences before and after a styled text; empty where stdout shows no colours. */
function styleEnds(style: Style): Ends {
  const [before = '', after = ''] = styleText(style, '|').split('|');
  const ends: Ends = [before, after];
  known.set(style, ends);
  return ends;
}
