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

/** Formats a record as one short line; undefined for records that are only noise on a screen. */
export function formatFeedRecord(record: FeedRecord, names: ResourceNames): string | undefined {
  const words = wordsOf(record, names);
  return words && lineOf(record, words);
}

/**
 * What a record says on a screen; undefined for one that is only noise there.
 * @param isVerbose whether nothing counts as noise
 */
export function wordsOf(record: FeedRecord, names: ResourceNames, isVerbose = false): Words | undefined {
  if (!isVerbose && !isShown(record)) return undefined;
  // The same record with other texts.
  const printed = printableValue(record) as FeedRecord;
  return wordsFor(printed, names) ?? (isVerbose ? noiseFor(printed, names) : undefined);
}

/**
 * One line: time, the end of the trace's id, which is the same on every line of one request, kind and what happened.
 * @param traceId of the request that the record belongs to
 */
export function lineOf(record: FeedRecord, words: Words, traceId = record.traceId): string {
  const time = paint('dim', timeOfDay(record.time));
  const trace = paint('dim', traceId?.slice(-6) ?? '      ');
  return `${time} ${trace} ${paint(words.style, words.label.padEnd(9))} ${words.text}`;
}

let latest = { second: NaN, text: '' };

/** Of the last second it is remembered: a busy cloud prints hundreds of lines in one. */
function timeOfDay(time: number): string {
  const second = Math.floor(time / 1000);
  if (second !== latest.second)
    latest = { second, text: new Date(second * 1000).toISOString().slice(11, 19) };
  return `${latest.text}.${String(Math.floor(time) - second * 1000).padStart(3, '0')}`;
}

/** Reads, steps and log lines are most of all records: none of them is looked at in vain. */
const isShown = ({ kind }: FeedRecord) => kind !== 'read' && kind !== 'log' && kind !== 'step';

function wordsFor(record: FeedRecord, names: ResourceNames): Words | undefined {
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
      return {
        style: 'green',
        label: record.medium === 'TEXT' ? 'text' : 'email',
        text: `to ${record.to}, kept at /console/mail: ${record.subject}`,
      };
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
    case 'read':
    case 'step':
    case 'log':
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

/** What is said only to somebody who wants to see everything. */
function noiseFor(record: FeedRecord, names: ResourceNames): Words | undefined {
  switch (record.kind) {
    case 'read':
      return {
        style: 'dim',
        label: 'read',
        text: `${record.operation}: ${record.items} (${record.units} RU) ${paint('dim', names(record.table))}`,
      };
    case 'step':
      return {
        style: record.error === undefined ? 'dim' : 'yellow',
        label: 'step',
        text: `${record.source} on ${record.dataSource}${record.error === undefined ? '' : `: ${paint('yellow', record.error)}`} (${Math.round(record.durationMs)} ms)`,
      };
    case 'notification':
      return { style: 'dim', label: 'topic', text: `${names(record.topicArn)} to ${record.endpoint}` };
    case 'write':
      return { ...writeWords({ ...record, change: 'NONE' }, names), style: 'dim' };
    case 'message':
      return {
        style: 'dim',
        label: 'message',
        text: `${record.change} ${paint('dim', names(record.queue))}`,
      };
    case 'event':
      return { style: 'dim', label: 'event', text: `${record.detailType} -> no rule` };
    case 'alarm':
      return { style: 'dim', label: 'alarm', text: `${names(record.alarm)} is ${record.state}` };
    default:
      return undefined;
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
    style: change === 'deadLettered' ? 'red' : change === 'returned' || again ? 'yellow' : 'blue',
    label: 'message',
    text: `${change}${again}${target} ${paint('dim', names(queue))}`,
  };
}

function invocationWords(
  { functionName, outcome, durationMs, coldStart, error, batch = [], failedItems = 0 }: Of<'invocation'>,
  names: ResourceNames,
): Words {
  const cold = coldStart ? ', cold start' : '';
  const detail = error ? `: ${paint('red', error)}` : '';
  const returned = failedItems > 0 ? paint('yellow', `, ${failedItems} of ${batch.length} given back`) : '';
  return {
    style: outcome !== 'succeeded' ? 'red' : failedItems > 0 ? 'yellow' : 'bold',
    label: 'lambda',
    text: `${names(functionName)} ${outcome}${returned} (${Math.round(durationMs)} ms${cold})${detail}`,
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
  // The terminal's own colour: white is not to be seen on a light one.
  style: 'reset',
  label: 'write',
  text: `${change === 'NONE' ? 'unchanged' : change} ${Object.values(keys).join(' ')} (${units} WU) ${paint('dim', names(table))}`,
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
