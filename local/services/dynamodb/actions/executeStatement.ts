import { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import { integer, listOf, text } from '../../../platform/checkInput.ts';
import type { Call } from '../../../platform/Call.ts';
import { parseJson } from '../../../platform/parseJson.ts';
import type { Engine, Operation } from '../Engine.ts';
import { parseDynamoDbInput, validationException } from '../errors.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';
import type { Condition } from '../partiql/conditions.ts';
import { createExpressions } from '../partiql/createExpressions.ts';
import { conjunctsOf, equalTo, isRangeOf, keyOf } from '../partiql/keys.ts';
import { parseStatement, type Statement } from '../partiql/parseStatement.ts';
import { indexesOf } from '../tables/indexes.ts';
import { tableNamed } from '../tables/Table.ts';
import { query, scan } from './queryAndScan.ts';
import { deleteItem, putItem, updateItem } from './singleItems.ts';

const request = z.object({
  Statement: z.string(),
  // What they are made of is checked with the request that the statement becomes.
  Parameters: listOf(z.record(z.string(), z.unknown()), 1000).default([]),
  ConsistentRead: z.boolean().optional(),
  Limit: integer(1, 2 ** 31 - 1).optional(),
  NextToken: text(1, 32_768).optional(),
  ReturnConsumedCapacity: z.enum(['INDEXES', 'TOTAL', 'NONE']).optional(),
});

type Request = z.output<typeof request>;

/** A statement becomes a request of another action: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html */
export const executeStatement: Operation = async (engine, input, call) => {
  const asked = parseDynamoDbInput(request, input);
  const statement = parseStatement(asked.Statement, asked.Parameters);
  switch (statement.kind) {
    case 'select':
      return select(engine, statement, asked, call);
    case 'insert':
      return insert(engine, statement, asked, call);
    default:
      return write(engine, statement, asked, call);
  }
};

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;

const namesOf = (schema: readonly { readonly AttributeName: string }[]) =>
  schema.map(({ AttributeName }) => AttributeName);

const both = (conditions: readonly Condition[]): Condition => ({ kind: 'and', of: conditions });

/** Documented: a statement without an equality on the partition key reads the whole table. */
async function select(
  engine: Engine,
  { table, index, paths, where, descending }: Of<'select'>,
  asked: Request,
  call: Call,
) {
  const { description } = tableNamed(engine.store, table);
  const found = indexesOf(description).find(({ IndexName }) => IndexName === index);
  if (index !== undefined && !found)
    throw validationException(`The table does not have the specified index: ${index}`);
  const [partitionKey = '', sortKey] = namesOf((found ?? description).KeySchema);
  const conjuncts = [...conjunctsOf(where)];
  const take = (isWanted: (condition: Condition) => boolean) => {
    const at = conjuncts.findIndex(isWanted);
    return at < 0 ? [] : conjuncts.splice(at, 1);
  };
  const keys = take((condition) => equalTo(condition, partitionKey) !== undefined);
  if (keys.length > 0 && sortKey !== undefined)
    keys.push(...take((condition) => isRangeOf(condition, sortKey)));
  if (descending !== undefined && keys.length === 0)
    throw validationException('Must have WHERE clause in the statement when using ORDER BY clause.');
  const expressions = createExpressions();
  const input = {
    TableName: table,
    ...(index !== undefined && { IndexName: index }),
    ...(keys.length > 0 && { KeyConditionExpression: expressions.condition(both(keys)) }),
    ...(conjuncts.length > 0 && { FilterExpression: expressions.condition(both(conjuncts)) }),
    ...(paths && { ProjectionExpression: paths.map(expressions.path).join(', ') }),
    ...expressions.placeholders(),
    ...(descending && { ScanIndexForward: false }),
    ...(asked.ConsistentRead !== undefined && { ConsistentRead: asked.ConsistentRead }),
    ...(asked.Limit !== undefined && { Limit: asked.Limit }),
    ...(asked.NextToken !== undefined && { ExclusiveStartKey: keyIn(asked.NextToken) }),
    ...capacityOf(asked),
  };
  const page: ReadPage = await (keys.length > 0 ? query : scan)(engine, input, call);
  const { LastEvaluatedKey, Items = [], ConsumedCapacity } = page;
  return {
    Items,
    ...(LastEvaluatedKey && { LastEvaluatedKey, NextToken: tokenOf(LastEvaluatedKey) }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  };
}

interface ReadPage {
  readonly Items?: readonly AttributeMap[];
  readonly LastEvaluatedKey?: AttributeMap;
  readonly ConsumedCapacity?: object;
}

/** A key has attributes, which have values. */
const DEEPEST_KEY = 2;

const tokenOf = (key: AttributeMap) => Buffer.from(JSON.stringify(key)).toString('base64');

function keyIn(token: string): unknown {
  try {
    return parseJson(Buffer.from(token, 'base64').toString(), DEEPEST_KEY);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw validationException('NextToken is not valid.');
  }
}

const capacityOf = ({ ReturnConsumedCapacity }: Request) =>
  ReturnConsumedCapacity && { ReturnConsumedCapacity };

/** Documented: an item that is there already is refused. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.insert.html */
async function insert(engine: Engine, { table, item }: Of<'insert'>, asked: Request, call: Call) {
  const [partitionKey = ''] = namesOf(tableNamed(engine.store, table).description.KeySchema);
  const input = {
    TableName: table,
    Item: item,
    ConditionExpression: 'attribute_not_exists(#key)',
    ExpressionAttributeNames: { '#key': partitionKey },
    ...capacityOf(asked),
  };
  try {
    return await putItem(engine, input, call);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
    throw new AwsError('DuplicateItemException', 'Duplicate primary key exists in table');
  }
}

/**
 * Documented: an update of an item that is not there fails, and a deletion of one does nothing.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.delete.html
 */
async function write(engine: Engine, statement: Of<'update' | 'delete'>, asked: Request, call: Call) {
  const { table, where, returning } = statement;
  const attributes = namesOf(tableNamed(engine.store, table).description.KeySchema);
  const found = keyOf(where, attributes);
  if (!found)
    throw validationException('Where clause does not contain a mandatory equality on all key attributes');
  const expressions = createExpressions();
  const exists: Condition = {
    kind: 'call',
    name: statement.kind === 'update' ? 'attribute_exists' : 'attribute_not_exists',
    arguments: [{ path: attributes.slice(0, 1) }],
  };
  const condition =
    statement.kind === 'update'
      ? both([exists, ...found.rest])
      : found.rest.length > 0 && ({ kind: 'or', of: [exists, both(found.rest)] } as const);
  const input = {
    TableName: table,
    Key: found.key,
    ...(statement.kind === 'update' && { UpdateExpression: expressions.update(statement.changes) }),
    ...(condition && { ConditionExpression: expressions.condition(condition) }),
    ...expressions.placeholders(),
    ...(returning !== undefined && { ReturnValues: returning }),
    ...capacityOf(asked),
  };
  const written: { Attributes?: AttributeMap; ConsumedCapacity?: object } = await (
    statement.kind === 'update' ? updateItem : deleteItem
  )(engine, input, call);
  const { Attributes, ...rest } = written;
  return { Items: Attributes ? [Attributes] : [], ...rest };
}
