import { describeChanges } from '../assembly/describeChanges.ts';
import type { FeedRecord } from '../platform/Feed.ts';
import { printable } from '../platform/printable.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { describeLog } from './describeLog.ts';
import type { TraceLevel, TraceNode } from './Trace.ts';

/** What a record says of itself, in words for a person. */
export type Described = Pick<TraceNode, 'kind' | 'name' | 'text' | 'level' | 'reason' | 'durationMs'>;

/** Chosen: longer texts are cut. */
const LONGEST_TEXT = 1000;

/** Describes a record. Every text is printable. */
export function describeRecord(record: FeedRecord, names: ResourceNames): Described {
  const { name, text = '', level = 'ok', reason = null, durationMs = null } = wordsFor(record, names);
  return {
    kind: record.kind,
    name: printable(name, LONGEST_TEXT),
    text: printable(text, LONGEST_TEXT),
    level,
    reason: reason === null ? null : printable(reason, LONGEST_TEXT),
    durationMs,
  };
}

interface Words {
  readonly name: string;
  readonly text?: string;
  readonly level?: TraceLevel;
  readonly reason?: string | null;
  readonly durationMs?: number;
}

type Of<Kind extends FeedRecord['kind']> = Extract<FeedRecord, { kind: Kind }>;

function wordsFor(record: FeedRecord, names: ResourceNames): Words {
  switch (record.kind) {
    case 'request':
      return requestWords(record, names);
    case 'step':
      return stepWords(record);
    case 'message':
      return messageWords(record, names);
    case 'invocation':
      return invocationWords(record, names);
    case 'log':
      return logWords(record, names);
    case 'write':
      return { name: names(record.table), text: `${changeOf(record)} ${keyOf(record)}` };
    case 'read':
      return { name: names(record.table), text: `${record.operation}, ${counted(record.items, 'item')}` };
    case 'conflict':
      return {
        name: names(record.table),
        text: `${record.operation} ${keyOf(record)}`,
        level: 'warning',
        reason: 'the item is part of an ongoing transaction',
      };
    case 'event':
      return {
        name: record.detailType,
        text: record.rules.length === 0 ? 'no rule' : record.rules.map(names).join(', '),
      };
    case 'delivery':
      return { name: record.field, text: counted(record.bytes, 'byte') };
    case 'notification':
      return { name: names(record.topicArn), text: record.endpoint };
    case 'email':
      return { name: record.to, text: record.subject };
    case 'failure':
      return { name: names(record.source), level: 'error', reason: `${record.code}: ${record.message}` };
    case 'denial':
      return {
        name: record.action,
        text: `${record.principal} on ${record.resource}`,
        level: 'error',
        reason: record.reason,
      };
    case 'alarm':
      return {
        name: names(record.alarm),
        text: record.state,
        level: record.state === 'ALARM' ? 'error' : 'ok',
        reason: record.reason,
      };
    // No request makes one, so that no trace has it.
    case 'update':
      return {
        name: 'update',
        text: describeChanges(record.changes),
        durationMs: record.durationMs,
      };
  }
}

const requestWords = (
  { operation, fields, caller, errors, durationMs }: Of<'request'>,
  names: ResourceNames,
): Words => ({
  name: `${operation} ${fields.join(', ')}`,
  text: `by ${names(caller)}`,
  durationMs,
  ...(errors.length > 0 && { level: 'warning', reason: errors.join(', ') }),
});

/** A line that is structured is shown as its message and the members that matter. */
function logWords({ source, line }: Of<'log'>, names: ResourceNames): Words {
  const { level, text } = describeLog(line);
  return { name: names(source), text, level };
}

const stepWords = ({ source, dataSource, durationMs, error }: Of<'step'>): Words => ({
  name: source,
  text: dataSource,
  durationMs,
  ...(error !== undefined && { level: 'warning', reason: error }),
});

const messageWords = ({ queue, change, receiveCount, to }: Of<'message'>, names: ResourceNames): Words => {
  const again = receiveCount > 1 ? ` for the ${receiveCount}. time` : '';
  const text = `${change}${again}${to ? ` to ${names(to)}` : ''}`;
  if (change === 'deadLettered') return { name: names(queue), text, level: 'error' };
  return { name: names(queue), text, level: change === 'returned' ? 'warning' : 'ok' };
};

function invocationWords(
  { functionName, outcome, durationMs, coldStart, error, batch = [], failedItems = 0 }: Of<'invocation'>,
  names: ResourceNames,
): Words {
  const returned = failedItems > 0 ? `, ${failedItems} of ${batch.length} given back` : '';
  const together = batch.length > 1 && failedItems === 0 ? `, a batch of ${batch.length}` : '';
  const words = {
    name: names(functionName),
    text: `${outcome}${returned}${together}${coldStart ? ', cold start' : ''}`,
    durationMs,
  };
  if (outcome !== 'succeeded') return { ...words, level: 'error', reason: error ?? null };
  return failedItems > 0 ? { ...words, level: 'warning' } : words;
}

const changeOf = ({ change }: Of<'write'>) => (change === 'NONE' ? 'unchanged' : change);

const keyOf = ({ keys }: Of<'write' | 'conflict'>) => Object.values(keys).join(' ');

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
