import type { Actions } from '../../local/platform/Call.ts';
import { testCall } from './serveActions.ts';

const keySchema = (prefix: string) => [
  { AttributeName: `${prefix}pk`, KeyType: 'HASH' },
  { AttributeName: `${prefix}sk`, KeyType: 'RANGE' },
];

const prefixes = ['', 'gsi1', 'gsi2'];

/** Creates a table with the keys and indexes of the deployed one. */
export const createTable = (actions: Actions, TableName: string): Promise<unknown> =>
  actions.CreateTable!(
    {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: prefixes
        .flatMap((prefix) => [`${prefix}pk`, `${prefix}sk`])
        .map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keySchema(''),
      GlobalSecondaryIndexes: prefixes.slice(1).map((IndexName) => ({
        IndexName,
        KeySchema: keySchema(IndexName),
        Projection: { ProjectionType: 'ALL' },
      })),
    },
    testCall,
  );
