import type { Metric } from '../../../platform/metrics/Metric.ts';
import type { Metrics } from '../../../platform/metrics/createMetrics.ts';
import { validationError } from '../errors.ts';
import type { MetricDataQuery } from '../inputs.ts';
import { minutesOf, type Reading, readingOf, readSet } from '../readMetric.ts';
import {
  evaluateExpression,
  isFunction,
  seriesFrom,
  type TimeSeries,
  WAYS_TO_FILL,
} from './evaluateExpression.ts';
import { type MathExpression, parseExpression } from './parseExpression.ts';

/** Queries of GetMetricData or of an alarm, checked and ready to be read. */
export interface QueryPlan {
  /** Every metric that is read. */
  readonly metrics: readonly Metric[];
  /** Minutes; the longest of all metrics. */
  readonly period: number;
  /** The values of a query, by its id, in `length` periods from a minute on, the oldest first. An expression may come to several series. */
  read(metrics: Metrics, id: string, from: number, length: number): readonly TimeSeries[];
}

interface Planned {
  readonly query: MetricDataQuery;
  readonly reading?: Reading;
  readonly expression?: MathExpression;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
const ID = /^[a-z]\w*$/;

export function planQueries(queries: readonly MetricDataQuery[]): QueryPlan {
  const planned = new Map<string, Planned>();
  for (const query of queries) {
    if (!ID.test(query.Id))
      throw validationError(
        `The value ${query.Id} for parameter Id is invalid: it begins with a lower case letter.`,
      );
    if (planned.has(query.Id)) throw validationError(`The id ${query.Id} is used more than once.`);
    planned.set(query.Id, planOf(query));
  }
  for (const { expression } of planned.values()) if (expression) checkExpression(expression, planned);
  checkOrder(planned);
  const readings = [...planned.values()].flatMap(({ reading }) => reading ?? []);
  const period = Math.max(...readings.map((reading) => reading.period), ...queries.map(ownPeriod), 1);
  return {
    metrics: readings.map(({ metric }) => metric),
    period,
    read: (metrics, id, from, length) => readPlanned({ planned, metrics, period, from, length }, id),
  };
}

const ownPeriod = ({ Period }: MetricDataQuery) => (Period === undefined ? 1 : minutesOf(Period));

function planOf(query: MetricDataQuery): Planned {
  const { Id, MetricStat, Expression } = query;
  if ((MetricStat === undefined) === (Expression === undefined))
    throw validationError(`The query ${Id} must have either MetricStat or Expression.`);
  if (MetricStat) return { query, reading: readingOf(MetricStat) };
  const source = Expression ?? '';
  if (/^\s*SELECT\b/i.test(source))
    throw validationError(`The local CloudWatch does not support Metrics Insights, which ${Id} asks for.`);
  return { query, expression: parseExpression(source) };
}

function checkExpression(expression: MathExpression, planned: ReadonlyMap<string, Planned>): void {
  switch (expression.kind) {
    case 'number':
      return;
    case 'id':
      if (!planned.has(expression.id) && !WAYS_TO_FILL.test(expression.id))
        throw validationError(`Error in expression: there is no metric with id ${expression.id}.`);
      return;
    case 'negated':
      return checkExpression(expression.operand, planned);
    case 'binary':
      checkExpression(expression.left, planned);
      return checkExpression(expression.right, planned);
    case 'list':
      return expression.members.forEach((member) => checkExpression(member, planned));
    case 'call':
      if (!isFunction(expression.name))
        throw validationError(
          `The local CloudWatch does not support ${expression.name}() in a metric math expression.`,
        );
      return expression.operands.forEach((operand) => checkExpression(operand, planned));
  }
}

/** Throws where expressions depend on each other in a circle. */
function checkOrder(planned: ReadonlyMap<string, Planned>): void {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]) => {
    if (path.includes(id)) throw validationError(`Error in expression: ${id} depends on itself.`);
    const expression = planned.get(id)?.expression;
    if (!expression || done.has(id)) return;
    for (const other of idsIn(expression)) visit(other, [...path, id]);
    done.add(id);
  };
  for (const id of planned.keys()) visit(id, []);
}

function idsIn(expression: MathExpression): string[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'id':
      return [expression.id];
    case 'negated':
      return idsIn(expression.operand);
    case 'binary':
      return [...idsIn(expression.left), ...idsIn(expression.right)];
    case 'list':
      return expression.members.flatMap(idsIn);
    case 'call':
      return expression.operands.flatMap(idsIn);
  }
}

interface ReadContext {
  readonly planned: ReadonlyMap<string, Planned>;
  readonly metrics: Metrics;
  /** Minutes. */
  readonly period: number;
  readonly from: number;
  readonly length: number;
}

function readPlanned(context: ReadContext, asked: string): readonly TimeSeries[] {
  const { planned, length } = context;
  const known = new Map<string, readonly TimeSeries[]>();
  const read = (id: string): readonly TimeSeries[] => {
    const earlier = known.get(id);
    if (earlier) return earlier;
    const found = planned.get(id);
    const series = !found ? [] : found.reading ? [readSeries(context, found.reading)] : evaluate(found);
    known.set(id, series);
    return series;
  };
  const evaluate = ({ expression }: Planned) =>
    expression
      ? seriesFrom(
          evaluateExpression(expression, {
            length,
            seriesOf: (id) => read(id)[0],
            metrics: () => [...planned].flatMap(([id, { reading }]) => (reading ? read(id) : [])),
          }),
          length,
        )
      : [];
  return read(asked);
}

const readSeries = ({ metrics, period, from, length }: ReadContext, reading: Reading): TimeSeries =>
  Array.from({ length }, (_, at) => {
    const set = readSet(metrics, { ...reading, period }, from + at * period);
    return set && reading.statistic(set);
  });
