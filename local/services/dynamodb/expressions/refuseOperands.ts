import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Condition, Operand } from './Expression.ts';

const ORDERED = new Set(['<', '<=', '>', '>=']);
const ORDERABLE = new Set(['S', 'N', 'B']);

/** Refuses what DynamoDB's parser refuses of a condition and dynalite's grammar lets pass. */
export function refuseOperands(name: string, condition: Condition | undefined): void {
  if (!condition) return;
  if (isCombination(condition)) return condition.args.forEach((part) => refuseOperands(name, part));
  if (ORDERED.has(condition.type)) refuseUnordered(name, condition.type, condition.args);
  if (condition.type === 'in') refuseRepeated(name, condition.args);
}

const isCombination = (
  condition: Condition,
): condition is Extract<Condition, { type: 'and' | 'or' | 'not' }> =>
  ['and', 'or', 'not'].includes(condition.type);

function refuseUnordered(name: string, operator: string, operands: readonly Operand[]): void {
  for (const operand of operands) {
    if (Array.isArray(operand) || 'type' in operand) continue;
    const [type] = Object.keys(operand);
    if (!ORDERABLE.has(type!))
      throw invalid(
        name,
        `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
      );
  }
}

function refuseRepeated(name: string, [first, ...others]: readonly Operand[]): void {
  if (Array.isArray(first) && others.some((other) => isDeepStrictEqual(other, first)))
    throw invalid(
      name,
      'The first operand must be distinct from the remaining operands for this operator or function; ' +
        `operator: IN, first operand: [${first.join('.')}]`,
    );
}

const invalid = (name: string, message: string) =>
  new AwsError('ValidationException', `Invalid ${name}: ${message}`);
