import { isTraceId } from '../platform/traceIds.ts';
import type { TraceLevel } from './Trace.ts';

/** A line of log in words: what it says, and how bad that is. */
export interface DescribedLog {
  readonly level: TraceLevel;
  /** `warn`, `error` and so on, where the line says it. */
  readonly word: string | undefined;
  readonly text: string;
}

/** Chosen: how many members of a structured line are shown, and how much of each. */
const MOST_FIELDS = 4;
const LONGEST_VALUE = 100;

/**
 * Describes a line of log. Of a structured one it shows message and the members that matter: Powertools' own keys and ids of
 * traces stand elsewhere, https://docs.powertools.aws.dev/lambda/typescript/latest/features/logger/#standard-structured-keys
 */
export function describeLog(line: string): DescribedLog {
  const members = membersOf(line);
  if (!members) return { level: 'ok', word: undefined, text: line };
  const word = textOf(members['level'])?.toLowerCase();
  const message = textOf(members['message']);
  const fields: Field[] = [];
  // A function writes a line for each message, and most of its members stand elsewhere.
  for (const name in members) {
    const field = KNOWN_ELSEWHERE.has(name) ? undefined : fieldOf(name, members[name]);
    if (field) fields.push(field);
  }
  const shown = fields.sort((one, other) => rankOf(one.name) - rankOf(other.name)).slice(0, MOST_FIELDS);
  const words = shown.map(({ name, text }) => `${name}=${text}`);
  return {
    level: LEVELS[word ?? ''] ?? 'ok',
    word,
    text: [...(message === undefined ? [] : [message]), ...words].join(' '),
  };
}

const LEVELS: Readonly<Record<string, TraceLevel>> = {
  warn: 'warning',
  warning: 'warning',
  error: 'error',
  critical: 'error',
  fatal: 'error',
};

/** Keys that Powertools writes on each line, and those of the embedded metric format. */
const KNOWN_ELSEWHERE = new Set([
  'level',
  'message',
  'timestamp',
  'service',
  'sampling_rate',
  'xray_trace_id',
  'cold_start',
  'function_arn',
  'function_memory_size',
  'function_name',
  'function_request_id',
  'correlation_id',
  'location',
  '_aws',
]);

/** What a person looks for first. */
const FIRST = ['reason', 'error', 'errorCode', 'errorType', 'outcome', 'status'];

const rankOf = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

interface Field {
  readonly name: string;
  readonly text: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const isId = (text: string): boolean => UUID.test(text) || isTraceId(text);

function fieldOf(name: string, value: unknown): Field | undefined {
  const text = wordOf(value);
  if (text === undefined || text === '' || isId(text)) return undefined;
  return { name, text: text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text };
}

/** Of an error, as Powertools writes it, its name and message; undefined for other objects and for lists. */
function wordOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, message } = value as { readonly name?: unknown; readonly message?: unknown }; // Any object may have them.
  return typeof name === 'string' && typeof message === 'string' ? `${name}: ${message}` : undefined;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The members of a line that is a JSON object; undefined for any other. */
function membersOf(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>; // What begins so and can be parsed is an object.
  } catch {
    return undefined;
  }
}
