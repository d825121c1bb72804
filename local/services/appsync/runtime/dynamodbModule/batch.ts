import { toMapValues } from '../util/dynamodb.ts';
import { present, projectionOption } from './options.ts';

type Tables<Each> = { readonly tables: Readonly<Record<string, Each>> };

const eachTable = <Each>(tables: Readonly<Record<string, Each>>, convert: (each: Each) => unknown) =>
  Object.fromEntries(Object.entries(tables).map(([name, each]) => [name, convert(each)]));

export const batchGet = ({ tables }: Tables<any>) => ({
  operation: 'BatchGetItem',
  tables: eachTable(tables, ({ keys, consistentRead, projection }) => ({
    keys: keys.map(toMapValues),
    ...present({ consistentRead, projection: projectionOption(projection) }),
  })),
});

export const batchPut = ({ tables }: Tables<object[]>) => ({
  operation: 'BatchPutItem',
  tables: eachTable(tables, (items) => items.map(toMapValues)),
});

export const batchDelete = ({ tables }: Tables<object[]>) => ({
  operation: 'BatchDeleteItem',
  tables: eachTable(tables, (keys) => keys.map(toMapValues)),
});
