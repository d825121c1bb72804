import { z } from 'zod';
import { flag, inert, integer, text } from './properties.ts';

/** Properties that `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable` have in common. */

export const keySchema = z.array(z.strictObject({ AttributeName: text, KeyType: z.enum(['HASH', 'RANGE']) }));

export const attributeDefinitions = z.array(
  z.strictObject({ AttributeName: text, AttributeType: z.enum(['S', 'N', 'B']) }),
);

export const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).optional(),
  NonKeyAttributes: z.array(text).optional(),
});

export const localSecondaryIndexes = z.array(
  z.strictObject({ IndexName: text, KeySchema: keySchema, Projection: projection }),
);

export const billingMode = z.enum(['PAY_PER_REQUEST', 'PROVISIONED']);

export const provisionedThroughput = z.strictObject({
  ReadCapacityUnits: integer,
  WriteCapacityUnits: integer,
});

export const streamSpecification = z.strictObject({
  StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']),
  // It grants permissions to other accounts, and there are none.
  ResourcePolicy: inert.optional(),
});

export const timeToLiveSpecification = z.strictObject({ AttributeName: text.optional(), Enabled: flag });

export const pointInTimeRecoverySpecification = z.strictObject({
  PointInTimeRecoveryEnabled: flag.optional(),
  RecoveryPeriodInDays: inert.optional(),
});

export const tableClass = z.enum(['STANDARD', 'STANDARD_INFREQUENT_ACCESS']);

export const tags = z.array(z.strictObject({ Key: text, Value: text }));
