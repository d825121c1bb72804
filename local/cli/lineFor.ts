import type { FeedRecord } from '../platform/Feed.ts';
import type { Names } from './namesOf.ts';
import { paint, type Style } from './paint.ts';

interface Words {
  readonly style: Style;
  readonly label: string;
  readonly text: string;
}

/**
 * A record as one short line: time, kind, what happened, and the tail of its trace id, which is the
 * same on every line of one request. Undefined for records that would only be noise on a screen.
 */
export function lineFor(record: FeedRecord, names: Names): string | undefined {
  const words = wordsFor(record, names);
  if (!words) return undefined;
  const time = paint('dim', new Date(record.time).toISOString().slice(11, 23));
  const trace = paint('dim', record.traceId?.slice(-6) ?? '      ');
  return `${time} ${trace} ${paint(words.style, words.label.padEnd(9))} ${words.text}`;
}

function wordsFor(record: FeedRecord, names: Names): Words | undefined {
  switch (record.kind) {
    case 'request':
      return requestWords(record, names);
    case 'message':
      return messageWords(record, names);
    case 'invocation':
      return invocationWords(record, names);
    case 'write':
      return record.change === 'NONE' ? undefined : writeWords(record, names);
    case 'event':
      return {
        style: 'magenta',
        label: 'event',
        text: `${record.detailType} -> ${record.rules.map(names).join(', ') || 'no rule'}`,
      };
    case 'delivery':
      return { style: 'green', label: 'delivery', text: `${record.field} (${record.bytes} bytes)` };
    case 'failure':
      return {
        style: 'red',
        label: 'failure',
        text: `${names(record.source)}: ${record.code}: ${record.message}`,
      };
    case 'read':
    case 'log':
      return undefined;
  }
}

type Of<Kind extends FeedRecord['kind']> = Extract<FeedRecord, { kind: Kind }>;

function requestWords({ operation, fields, caller, errors, durationMs }: Of<'request'>, names: Names): Words {
  const outcome = errors.length === 0 ? 'ok' : paint('yellow', errors.join(', '));
  return {
    style: 'cyan',
    label: operation === 'subscription' ? 'subscribe' : operation,
    text: `${fields.join(', ')} by ${names(caller)}: ${outcome} (${Math.round(durationMs)} ms)`,
  };
}

function messageWords({ queue, change, receiveCount, to }: Of<'message'>, names: Names): Words | undefined {
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
  names: Names,
): Words {
  const cold = coldStart ? ', cold start' : '';
  const detail = error ? `: ${error}` : '';
  return {
    style: outcome === 'succeeded' ? 'yellow' : 'red',
    label: 'lambda',
    text: `${names(functionName)} ${outcome} (${Math.round(durationMs)} ms${cold})${detail}`,
  };
}

const writeWords = ({ table, change, keys, units }: Of<'write'>, names: Names): Words => ({
  style: 'white',
  label: 'write',
  text: `${change} ${Object.values(keys).join(' ')} (${units} WU) ${paint('dim', names(table))}`,
});
