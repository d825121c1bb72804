import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DocumentClient } from 'electrodb';
import { environment } from './environment.ts';
import { tracer } from './tracer.ts';

interface Connectable {
  setClient(client: DocumentClient): void;
  setTableName(tableName: string): void;
}

const client = DynamoDBDocumentClient.from(tracer.captureAWSv3Client(new DynamoDBClient({})));

/** An entity of the model, reading and writing the deployed table from now on. */
export const connected = <E extends Connectable>(entity: E): E => {
  entity.setClient(client);
  entity.setTableName(environment.TABLE_NAME);
  return entity;
};
