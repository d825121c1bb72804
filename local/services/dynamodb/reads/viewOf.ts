import { AwsError } from '../../../platform/AwsError.ts';
import type { AttributeMap } from '../DynamoDb.ts';
import { keysOf } from '../items/keysOf.ts';
import { indexesOf, projected } from '../tables/indexes.ts';
import type { Index, TableDescription } from '../tables/Table.ts';

/** A table or one of its indexes, as a Query or Scan sees it. */
export interface View {
  readonly index?: Index;
  /** Whether each item is fetched from the table, because the index does not hold what is asked for. */
  readonly fetches: boolean;
  /** What the table or index holds of an item. */
  entry(item: AttributeMap): AttributeMap;
  /** Where reading goes on after an item. */
  position(item: AttributeMap): AttributeMap;
}

export function viewOf(table: TableDescription, data: any): View {
  const index = indexesOf(table).find(({ IndexName }) => IndexName === data.IndexName);
  if (!index)
    return { fetches: false, entry: (item) => item, position: (item) => keysOf(item, table.KeySchema) };
  const beyond = attributesBeyond(table, index, data);
  const isGlobal = table.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === index.IndexName);
  if (isGlobal && beyond.length > 0) throw notProjected(index, beyond);
  return {
    index,
    fetches:
      beyond.length > 0 || (data.Select === 'ALL_ATTRIBUTES' && index.Projection.ProjectionType !== 'ALL'),
    entry: (item) => projected(table, index, item),
    position: (item) => ({ ...keysOf(item, table.KeySchema), ...keysOf(item, index.KeySchema) }),
  };
}

/** Attributes asked for that the index does not hold. */
function attributesBeyond(table: TableDescription, { KeySchema, Projection }: Index, data: any): string[] {
  if (Projection.ProjectionType === 'ALL') return [];
  const keys = [...table.KeySchema, ...KeySchema].map(({ AttributeName }) => AttributeName);
  const held = new Set([...keys, ...(Projection.NonKeyAttributes ?? [])]);
  const asked: string[] = (data._projection?.paths ?? data.AttributesToGet ?? []).map(
    (path: string | string[]) => (typeof path === 'string' ? path : path[0]),
  );
  return asked.filter((name) => !held.has(name));
}

const notProjected = ({ IndexName }: Index, names: string[]) =>
  new AwsError(
    'ValidationException',
    `One or more parameter values were invalid: Global secondary index ${IndexName} does not project [${names.join(
      ', ',
    )}]`,
  );
