/** A line of log, as a person reads it. */
export interface LogLine {
  /** Such as `INFO`; undefined where the line names none. */
  readonly level: string | undefined;
  readonly message: string;
  /** What else a structured line says, by name. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What the page shows elsewhere, or nobody asks for. */
const KNOWN = ['level', 'message', 'timestamp', 'xray_trace_id', 'sampling_rate', 'traceId'];

/**
 * Reads a line of log: JSON as Lambda's own format and most loggers write it, or any text.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function readLogLine(line: string): LogLine {
  const parsed = parseObject(line);
  if (!parsed) return { level: undefined, message: line, fields: [] };
  const { level, message } = parsed;
  const fields = Object.entries(parsed).filter(([name]) => !KNOWN.includes(name));
  return {
    level: typeof level === 'string' ? level : undefined,
    message: textOf(message ?? ''),
    fields: fields.map(([name, value]) => [name, textOf(value)]),
  };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    // Text that begins with a brace and is JSON is an object.
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    // A line that was cut, or that is no JSON: it is shown as it is.
    return undefined;
  }
}
