import conditionParser from 'dynalite/db/conditionParser.js';
import projectionParser from 'dynalite/db/projectionParser.js';
import updateParser from 'dynalite/db/updateParser.js';
import * as batchGetItem from 'dynalite/validations/batchGetItem.js';
import * as batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import * as createTable from 'dynalite/validations/createTable.js';
import * as deleteItem from 'dynalite/validations/deleteItem.js';
import * as deleteTable from 'dynalite/validations/deleteTable.js';
import * as describeTable from 'dynalite/validations/describeTable.js';
import * as getItem from 'dynalite/validations/getItem.js';
import { checkValidations } from 'dynalite/validations/index.js';
import * as listTables from 'dynalite/validations/listTables.js';
import * as putItem from 'dynalite/validations/putItem.js';
import * as query from 'dynalite/validations/query.js';
import * as scan from 'dynalite/validations/scan.js';
import * as updateItem from 'dynalite/validations/updateItem.js';
import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../../platform/AwsError.ts';
import { invariant } from '../../../platform/errors.ts';
import { toAwsError } from '../errors.ts';
import { type Condition, type Operand, isPath } from '../expressions/Expression.ts';
import type { ValidatedInputs } from './ValidatedInputs.ts';
import { checkTypes, type MemberTypes } from './checkTypes.ts';
import { createConstraintCheck } from './createConstraintCheck.ts';
import { cachedParser } from './cachedParser.ts';
import { checkNesting } from '../items/nesting.ts';
import { MAX_ITEM_BYTES } from '../items/itemSize.ts';
import { memoizeParser } from './memoizeParser.ts';

const parsers = { conditionParser, projectionParser, updateParser };
for (const name of ['conditionParser', 'projectionParser', 'updateParser'] as const) {
  parsers[name].parse = cachedParser(name).parse;
  memoizeParser(parsers[name]);
}

const validations: Record<keyof ValidatedInputs, { types: MemberTypes; custom: unknown }> = {
  batchGetItem,
  batchWriteItem,
  createTable,
  deleteItem,
  deleteTable,
  describeTable,
  getItem,
  listTables,
  putItem,
  query,
  scan,
  updateItem,
};

const returnValuesOnConditionCheckFailure = { type: 'String', enum: ['ALL_OLD', 'NONE'] };

/** Parameters newer than dynalite's tables. */
const newerParameters: Record<string, MemberTypes> = {
  deleteItem: { ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure },
  putItem: { ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure },
  updateItem: { ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure },
};

/** Each operation: all of its parameters, put together once, and whether an input meets their constraints. */
const operations = new Map(
  Object.entries(validations).map(([name, { types, custom }]) => {
    const known = { ...types, ...newerParameters[name] };
    return [name, { known, custom, meetsConstraints: createConstraintCheck(known) }];
  }),
);

/**
 * Checks an input's types and constraints as DynamoDB does, and with its messages. Returns known
 * parameters only, and each expression parsed: `_condition`, `_updates`, `_filter`, `_projection`.
 */
export function validate<Operation extends keyof ValidatedInputs>(
  operation: Operation,
  input: object,
): ValidatedInputs[Operation] {
  const found = operations.get(operation);
  invariant(found, 'every operation has its parameters');
  const { known, custom, meetsConstraints } = found;
  try {
    checkNesting(input);
    // `checkTypes` leaves known parameters of the declared types, `checkValidations` adds what it parsed.
    const data = checkTypes(input, known) as ValidatedInputs[Operation];
    const unmet = meetsConstraints(data) ? {} : known;
    checkValidations(data, unmet, custom, { options: { maxItemSize: MAX_ITEM_BYTES } });
    if ('_condition' in data) checkOperands('ConditionExpression', data._condition?.expression);
    if ('_filter' in data) checkOperands('FilterExpression', data._filter?.expression);
    return data;
  } catch (error) {
    throw toAwsError(error);
  }
}

const ORDERED = new Set(['<', '<=', '>', '>=']);
const ORDERABLE = new Set(['S', 'N', 'B']);

/** Throws for operands that DynamoDB's parser refuses and dynalite's grammar accepts. */
function checkOperands(name: string, condition: Condition | undefined): void {
  if (!condition) return;
  if (isCombination(condition)) return condition.args.forEach((part) => checkOperands(name, part));
  if (ORDERED.has(condition.type)) checkOrderable(name, condition.type, condition.args);
  if (condition.type === 'in') checkDistinct(name, condition.args);
}

const isCombination = (
  condition: Condition,
): condition is Extract<Condition, { type: 'and' | 'or' | 'not' }> =>
  ['and', 'or', 'not'].includes(condition.type);

function checkOrderable(name: string, operator: string, operands: readonly Operand[]): void {
  for (const operand of operands) {
    if (isPath(operand) || 'type' in operand) continue;
    const [type = ''] = Object.keys(operand);
    if (!ORDERABLE.has(type))
      throw invalidOperand(
        name,
        `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
      );
  }
}

function checkDistinct(name: string, [first, ...others]: readonly Operand[]): void {
  if (first && isPath(first) && others.some((other) => isDeepStrictEqual(other, first)))
    throw invalidOperand(
      name,
      'The first operand must be distinct from the remaining operands for this operator or function; ' +
        `operator: IN, first operand: [${first.join('.')}]`,
    );
}

const invalidOperand = (name: string, message: string) =>
  new AwsError('ValidationException', `Invalid ${name}: ${message}`);
