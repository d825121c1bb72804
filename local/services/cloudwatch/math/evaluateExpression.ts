import { validationError } from '../errors.ts';
import type { MathExpression } from './parseExpression.ts';

/** Values by period, the oldest first; undefined where there is none. */
export type TimeSeries = readonly (number | undefined)[];

/** What an expression comes to. */
export type MathValue = number | TimeSeries | readonly TimeSeries[];

export interface MathScope {
  /** How many periods there are. */
  readonly length: number;
  /** The series of a query; undefined where there is none of that id. */
  seriesOf(id: string): TimeSeries | undefined;
  /** What `METRICS()` stands for: every metric, without expressions. */
  metrics(): readonly TimeSeries[];
}

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '<': (left, right) => Number(left < right),
  '>': (left, right) => Number(left > right),
  '<=': (left, right) => Number(left <= right),
  '>=': (left, right) => Number(left >= right),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  '&&': (left, right) => Number(left !== 0 && right !== 0),
  OR: (left, right) => Number(left !== 0 || right !== 0),
  '||': (left, right) => Number(left !== 0 || right !== 0),
};

/**
 * Evaluates an expression over the values of its queries. A period that lacks an operand lacks the result.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluateExpression(expression: MathExpression, scope: MathScope): MathValue {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'id':
      return namedSeries(expression.id, scope);
    case 'negated':
      return mapped(evaluateExpression(expression.operand, scope), (value) => -value);
    case 'binary': {
      const operate = operators[expression.operator];
      if (!operate) throw notSupported(expression.operator);
      const left = evaluateExpression(expression.left, scope);
      return combined(left, evaluateExpression(expression.right, scope), operate, scope.length);
    }
    case 'list':
      return expression.members.flatMap((member) => listOfSeries(evaluateExpression(member, scope)));
    case 'call':
      return call(expression.name, expression.operands, scope);
  }
}

function namedSeries(id: string, { seriesOf }: MathScope): TimeSeries {
  const series = seriesOf(id);
  if (!series) throw validationError(`Error in expression: there is no metric with id ${id}.`);
  return series;
}

const notSupported = (what: string) =>
  validationError(`The local CloudWatch does not support ${what} in a metric math expression.`);

const isNumber = (value: MathValue): value is number => typeof value === 'number';

const isList = (value: MathValue): value is readonly TimeSeries[] =>
  !isNumber(value) && value.length > 0 && Array.isArray(value[0]);

const isSeries = (value: MathValue): value is TimeSeries => !isNumber(value) && !isList(value);

function listOfSeries(value: MathValue): readonly TimeSeries[] {
  if (isNumber(value)) throw notSupported('a list of numbers');
  return isSeries(value) ? [value] : value;
}

function mapped(value: MathValue, operate: (value: number) => number): MathValue {
  if (isNumber(value)) return operate(value);
  if (isSeries(value)) return value.map((each) => (each === undefined ? undefined : operate(each)));
  return value.map((series) => series.map((each) => (each === undefined ? undefined : operate(each))));
}

/** Joins two operands period by period. A number is the same in each of them. */
function combined(
  left: MathValue,
  right: MathValue,
  operate: (left: number, right: number) => number,
  length: number,
): MathValue {
  if (isNumber(left) && isNumber(right)) return operate(left, right);
  if (isList(left)) return left.map((series) => joined(series, right, operate, length));
  if (isList(right)) return right.map((series) => joined(left, series, operate, length));
  return joined(left, right, operate, length);
}

function joined(
  left: MathValue,
  right: MathValue,
  operate: (left: number, right: number) => number,
  length: number,
): TimeSeries {
  if (isList(left) || isList(right)) throw notSupported('an operation on two lists');
  return Array.from({ length }, (_, at) => {
    const [one, other] = [isNumber(left) ? left : left[at], isNumber(right) ? right : right[at]];
    if (one === undefined || other === undefined) return undefined;
    const result = operate(one, other);
    // Division by zero has no value.
    return Number.isFinite(result) ? result : undefined;
  });
}

type Reduce = (values: readonly number[]) => number;

/** Of a list: period by period over its series. Of one series: one number over its periods. */
const reducers: Readonly<Record<string, Reduce>> = {
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MAX: (values) => Math.max(...values),
  MIN: (values) => Math.min(...values),
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
};

const functions: Readonly<Record<string, (operands: readonly MathValue[], scope: MathScope) => MathValue>> = {
  ABS: ([value = fail('ABS')]) => mapped(value, Math.abs),
  CEIL: ([value = fail('CEIL')]) => mapped(value, Math.ceil),
  FLOOR: ([value = fail('FLOOR')]) => mapped(value, Math.floor),
  IF: ([condition = fail('IF'), then = fail('IF'), otherwise], { length }) =>
    chosen(condition, then, otherwise, length),
  FILL: ([value = fail('FILL'), filler = fail('FILL')]) => filled(value, filler),
  METRICS: (_, { metrics }) => metrics(),
};

export const isFunction = (name: string) => Object.hasOwn(functions, name) || Object.hasOwn(reducers, name);

const fail = (name: string): never => {
  throw validationError(`Error in expression: ${name} lacks an argument.`);
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list */
export const WAYS_TO_FILL = /^(REPEAT|LINEAR)$/;

function call(name: string, operands: readonly MathExpression[], scope: MathScope): MathValue {
  const reduce = Object.hasOwn(reducers, name) ? reducers[name] : undefined;
  const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (name === 'FILL' && operands[1]?.kind === 'id' && WAYS_TO_FILL.test(operands[1].id)) {
    const [value] = operands;
    return repeated(value ? evaluateExpression(value, scope) : fail(name), operands[1].id);
  }
  const values = operands.map((operand) => evaluateExpression(operand, scope));
  if (own) return own(values, scope);
  if (!reduce) throw notSupported(`${name}()`);
  const [value = fail(name)] = values;
  return reduced(value, reduce, scope.length);
}

function reduced(value: MathValue, reduce: Reduce, length: number): MathValue {
  if (isNumber(value)) return value;
  if (isSeries(value)) return reduce(value.filter((each) => each !== undefined));
  return Array.from({ length }, (_, at) => {
    const values = value.map((series) => series[at]).filter((each) => each !== undefined);
    return values.length === 0 ? undefined : reduce(values);
  });
}

/** Also where a metric has no data at all; chosen, because AWS does not say. */
function filled(value: MathValue, filler: MathValue): MathValue {
  if (isNumber(value)) return value;
  const fill = (series: TimeSeries): TimeSeries =>
    series.map((each, at) => each ?? (isNumber(filler) ? filler : isSeries(filler) ? filler[at] : undefined));
  return isSeries(value) ? fill(value) : value.map(fill);
}

/** `FILL(m1, REPEAT)`: the last value again. `LINEAR` is not supported. */
function repeated(value: MathValue, how: string): MathValue {
  if (how !== 'REPEAT') throw notSupported(`FILL(..., ${how})`);
  const repeat = (series: TimeSeries): TimeSeries => {
    let last: number | undefined;
    return series.map((each) => (last = each ?? last));
  };
  if (isNumber(value)) return value;
  return isSeries(value) ? repeat(value) : value.map(repeat);
}

function chosen(
  condition: MathValue,
  then: MathValue,
  otherwise: MathValue | undefined,
  length: number,
): MathValue {
  const at = (value: MathValue | undefined, index: number): number | undefined => {
    if (value === undefined || isNumber(value)) return value;
    if (isList(value)) throw notSupported('IF of a list');
    return value[index];
  };
  return Array.from({ length }, (_, index) => {
    const holds = at(condition, index);
    return holds === undefined || holds === 0 ? at(otherwise, index) : at(then, index);
  });
}

/** The one series that an alarm or a graph needs: a number is the same in each period. */
export function seriesFrom(value: MathValue, length: number): readonly TimeSeries[] {
  if (isNumber(value)) return [Array.from({ length }, () => value)];
  return isSeries(value) ? [value] : value;
}
