import { operations, toUpdateExpression } from './toUpdateExpression.ts';
import { toMapValues, typedSet } from './util/dynamodb.ts';
import { toExpression } from './util/toExpression.ts';

/** Members without a meaning here pass into the request as they are. */
type Options = Readonly<Record<string, unknown>>;

interface Keyed {
  readonly key: object;
}

interface Projected {
  readonly projection?: readonly string[] | null;
}

const get = ({ key, projection, ...options }: Options & Keyed & Projected) => ({
  operation: 'GetItem',
  key: toMapValues(key),
  ...withoutNulls({ ...options, projection: projectionOption(projection) }),
});

const put = ({ key, item, condition, ...options }: Options & Keyed & { readonly item: object }) => ({
  operation: 'PutItem',
  key: toMapValues(key),
  attributeValues: toMapValues(item),
  ...withoutNulls({ ...options, condition: expressionOption(condition) }),
});

const remove = ({ key, condition, ...options }: Options & Keyed) => ({
  operation: 'DeleteItem',
  key: toMapValues(key),
  ...withoutNulls({ ...options, condition: expressionOption(condition) }),
});

const update = ({
  key,
  update: changes,
  condition,
  ...options
}: Options & Keyed & { readonly update: object }) => ({
  operation: 'UpdateItem',
  key: toMapValues(key),
  update: toUpdateExpression(changes),
  ...withoutNulls({ ...options, condition: expressionOption(condition) }),
});

const query = ({ query: keys, filter, projection, ...options }: Options & Projected) => ({
  operation: 'Query',
  query: expressionOption(keys),
  ...withoutNulls({ ...options, filter: expressionOption(filter), projection: projectionOption(projection) }),
});

const scan = ({ filter, projection, ...options }: Options & Projected) => ({
  operation: 'Scan',
  ...withoutNulls({ ...options, filter: expressionOption(filter), projection: projectionOption(projection) }),
});

interface Tables<Table> {
  readonly tables: Readonly<Record<string, Table>>;
}

interface TableKeys extends Projected {
  readonly keys: readonly object[];
  readonly consistentRead?: unknown;
}

const eachTable = <Table>(tables: Readonly<Record<string, Table>>, convert: (table: Table) => unknown) =>
  Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, convert(table)]));

const batchGet = ({ tables }: Tables<TableKeys>) => ({
  operation: 'BatchGetItem',
  tables: eachTable(tables, ({ keys, consistentRead, projection }) => ({
    keys: keys.map(toMapValues),
    ...withoutNulls({ consistentRead, projection: projectionOption(projection) }),
  })),
});

const batchPut = ({ tables }: Tables<readonly object[]>) => ({
  operation: 'BatchPutItem',
  tables: eachTable(tables, (items) => items.map(toMapValues)),
});

const batchDelete = ({ tables }: Tables<readonly object[]>) => ({
  operation: 'BatchDeleteItem',
  tables: eachTable(tables, (keys) => keys.map(toMapValues)),
});

interface TransactGetItem extends Keyed, Projected {
  readonly table: string;
}

const transactGet = ({ items }: { readonly items: readonly TransactGetItem[] }) => ({
  operation: 'TransactGetItems',
  transactItems: items.map(({ table, key, projection }) => ({
    table,
    key: toMapValues(key),
    ...withoutNulls({ projection: projectionOption(projection) }),
  })),
});

interface TableWrite extends Keyed {
  readonly table: string;
  readonly condition?: unknown;
}

/** Has one of these members. */
interface TransactWriteItem {
  readonly putItem?: TableWrite & { readonly item: object };
  readonly updateItem?: TableWrite & { readonly update: object };
  readonly deleteItem?: TableWrite;
  readonly conditionCheck?: TableWrite;
}

const transactWrite = ({ items }: { readonly items: readonly TransactWriteItem[] }) => ({
  operation: 'TransactWriteItems',
  transactItems: items.map(writeItem),
});

function writeItem({ putItem, updateItem, deleteItem, conditionCheck }: TransactWriteItem) {
  if (putItem) return tableWrite('PutItem', putItem, { attributeValues: toMapValues(putItem.item) });
  if (updateItem)
    return tableWrite('UpdateItem', updateItem, { update: toUpdateExpression(updateItem.update) });
  if (deleteItem) return tableWrite('DeleteItem', deleteItem, {});
  if (conditionCheck) return tableWrite('ConditionCheck', conditionCheck, {});
  throw new Error('A transactWrite item is one of putItem, updateItem, deleteItem and conditionCheck.');
}

const tableWrite = (operation: string, { table, key, condition }: TableWrite, body: object) => ({
  table,
  operation,
  key: toMapValues(key),
  ...body,
  ...withoutNulls({ condition: expressionOption(condition) }),
});

/** Leaves out what is null or undefined, as the module's requests do. */
const withoutNulls = (request: Options) =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null && value !== undefined));

/** A filter, condition or key condition in the form of a request. */
function expressionOption(conditions: unknown) {
  if (conditions === null || conditions === undefined) return undefined;
  const rendered = toExpression(conditions);
  if (!rendered)
    throw new Error(`Unable to transform ${JSON.stringify(conditions)} to a DynamoDB expression.`);
  const { expression, expressionNames, expressionValues } = rendered;
  return Object.keys(expressionValues).length > 0 ? rendered : { expression, expressionNames };
}

/** A dot in a path leads into a map. */
function projectionOption(paths: readonly string[] | null | undefined) {
  if (!paths) return undefined;
  const expressionNames: Record<string, string> = {};
  const alias = (name: string) => {
    const next = `#expName_${Object.keys(expressionNames).length + 1}`;
    expressionNames[next] = name;
    return next;
  };
  const expression = paths.map((path) => path.split('.').map(alias).join('.')).join(', ');
  return { expression, expressionNames };
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html#built-in-ddb-modules */
export const dynamodbModule = {
  batchDelete,
  batchGet,
  batchPut,
  get,
  operations,
  put,
  query,
  remove,
  scan,
  sync(): never {
    throw new Error('sync is not offered by the local AppSync runtime: there are no versioned data sources.');
  },
  toBinarySet: typedSet('BS'),
  toNumberSet: typedSet('NS'),
  toStringSet: typedSet('SS'),
  transactGet,
  transactWrite,
  update,
};
