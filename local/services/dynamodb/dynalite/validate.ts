import conditionParser from 'dynalite/db/conditionParser.js';
import projectionParser from 'dynalite/db/projectionParser.js';
import updateParser from 'dynalite/db/updateParser.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import * as batchGetItem from 'dynalite/validations/batchGetItem.js';
import * as batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import * as createTable from 'dynalite/validations/createTable.js';
import * as deleteItem from 'dynalite/validations/deleteItem.js';
import * as deleteTable from 'dynalite/validations/deleteTable.js';
import * as describeTable from 'dynalite/validations/describeTable.js';
import * as getItem from 'dynalite/validations/getItem.js';
import * as listTables from 'dynalite/validations/listTables.js';
import * as putItem from 'dynalite/validations/putItem.js';
import * as query from 'dynalite/validations/query.js';
import * as scan from 'dynalite/validations/scan.js';
import * as updateItem from 'dynalite/validations/updateItem.js';
import { MAX_ITEM_BYTES } from '../items/itemSize.ts';
import { copyOf } from '../items/copyOf.ts';
import { refuseOperands } from '../expressions/refuseOperands.ts';
import { awsErrorOf } from './awsErrorOf.ts';
import { rememberParsed } from './rememberParsed.ts';

for (const parser of [conditionParser, projectionParser, updateParser]) rememberParsed(parser);

const validations = {
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
const newer: Record<string, Record<string, object>> = {
  deleteItem: { ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure },
  putItem: { ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure },
  updateItem: { ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure },
};

export type ValidatedOperation = keyof typeof validations;

/**
 * Checks an input's types and constraints as DynamoDB does and in its words. The answer holds known
 * parameters only, and each expression parsed: `_condition`, `_updates`, `_filter`, `_projection`.
 */
export function validate(operation: ValidatedOperation, input: object): any {
  const { types, custom } = validations[operation];
  const known = { ...types, ...newer[operation] };
  try {
    const data = checkTypes(copyOf(input), known);
    checkValidations(data, known, custom, { options: { maxItemSize: MAX_ITEM_BYTES } });
    refuseOperands('ConditionExpression', data._condition?.expression);
    refuseOperands('FilterExpression', data._filter?.expression);
    return data;
  } catch (error) {
    throw awsErrorOf(error);
  }
}
