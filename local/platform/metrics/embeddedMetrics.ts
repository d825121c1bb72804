import { parseJson } from '../parseJson.ts';
import type { Metrics } from './createMetrics.ts';
import { type Dimensions, minuteOf, MINUTE_MS } from './Metric.ts';
import { addToDistribution, emptySet } from './StatisticSet.ts';

const MOST_DIMENSIONS = 30;
const MOST_METRICS = 100;
const MOST_VALUES = 100;
const MOST_SETS = 100;
const OLDEST_MS = 14 * 24 * 60 * MINUTE_MS;
const LATEST_MS = 120 * MINUTE_MS;

/**
 * Records the metrics that a log line embeds. What does not follow the specification embeds none, as on AWS, where the
 * line is kept and nobody is told.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function recordEmbeddedMetrics(metrics: Metrics, line: string, now: number): void {
  // Hardly any line embeds metrics, and parsing takes longer than looking.
  if (!line.startsWith('{') || !line.includes('"_aws"')) return;
  const root = parsed(line);
  const metadata = root && objectIn(root['_aws']);
  if (!metadata) return;
  const timestamp = metadata['Timestamp'];
  if (typeof timestamp !== 'number' || timestamp < now - OLDEST_MS || timestamp > now + LATEST_MS) return;
  for (const directive of listIn(metadata['CloudWatchMetrics']).slice(0, MOST_SETS))
    recordDirective(metrics, root, objectIn(directive) ?? {}, minuteOf(timestamp));
}

type Json = Readonly<Record<string, unknown>>;

function parsed(line: string): Json | undefined {
  try {
    return objectIn(parseJson(line));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectIn = (value: unknown) => (isObject(value) ? value : undefined);

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function recordDirective(metrics: Metrics, root: Json, directive: Json, minute: number): void {
  const namespace = directive['Namespace'];
  const definitions = listIn(directive['Metrics']);
  if (typeof namespace !== 'string' || namespace === '' || definitions.length > MOST_METRICS) return;
  const sets = listIn(directive['Dimensions'])
    .slice(0, MOST_SETS)
    .map((names) => dimensionsIn(root, listIn(names)))
    .filter((dimensions) => dimensions !== undefined);
  for (const definition of definitions) {
    const { Name, Unit = 'None' } = objectIn(definition) ?? {};
    if (typeof Name !== 'string' || typeof Unit !== 'string') continue;
    const values = valuesIn(root[Name]);
    for (const dimensions of values.length > 0 ? sets : []) {
      const set = emptySet();
      for (const value of values) addToDistribution(set, value, 1);
      metrics
        .series({ namespace, metricName: Name, dimensions }, Unit, { isDistribution: true })
        .recordAt(minute, set);
    }
  }
}

/** The values of a dimension set, which are text at the root; undefined where one is not there. */
function dimensionsIn(root: Json, names: readonly unknown[]): Dimensions | undefined {
  if (names.length > MOST_DIMENSIONS) return undefined;
  const dimensions: Record<string, string> = {};
  for (const name of names) {
    const value = typeof name === 'string' && Object.hasOwn(root, name) ? root[name] : undefined;
    if (typeof name !== 'string' || typeof value !== 'string') return undefined;
    dimensions[name] = value;
  }
  return dimensions;
}

function valuesIn(value: unknown): readonly number[] {
  const values = Array.isArray(value) ? value : [value];
  const isValid = values.length <= MOST_VALUES && values.every((each) => Number.isFinite(each));
  // `isFinite` of Number holds for numbers alone.
  return isValid ? (values as number[]) : [];
}
