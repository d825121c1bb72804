import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity, type Schema } from 'electrodb';
import * as z from 'zod';
import { tracer } from './tracer.ts';

/** What functions have that people ask rather than a queue: not what workers have. */
const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  /** Where calendars are served, with a slash at the end; only the function that makes links has it. */
  CALENDAR_URL: z.string().default('/'),
});

export const askedEnvironment = Environment.parse(process.env);

const client = DynamoDBDocumentClient.from(tracer.captureAWSv3Client(new DynamoDBClient({})));

/** The entity of a schema of the model, for a function that people ask. */
export const bindAskedEntity = <
  A extends string,
  F extends string,
  C extends string,
  S extends Schema<A, F, C>,
>(
  schema: S,
): Entity<A, F, C, S> => new Entity(schema, { client, table: askedEnvironment.TABLE_NAME });
