import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity, type Schema } from 'electrodb';
import { environment } from './environment.ts';
import { retryConflicts } from './retryConflicts.ts';
import { tracer } from './tracer.ts';

/** The client of the table, for what is no entity of the model's own. */
export const documentClient = DynamoDBDocumentClient.from(
  tracer.captureAWSv3Client(retryConflicts(new DynamoDBClient({}))),
  {
    // A raw event may hold a number that JavaScript does not, which would otherwise throw wherever its row is read.
    unmarshallOptions: { wrapNumbers: Number },
  },
);

/** The entity of a schema of the model, which reads and writes the deployed table. */
export const bindEntity = <A extends string, F extends string, C extends string, S extends Schema<A, F, C>>(
  schema: S,
): Entity<A, F, C, S> => new Entity(schema, { client: documentClient, table: environment.TABLE_NAME });
