import { AwsError } from '../../../platform/AwsError.ts';
import type { KeySchema } from './Table.ts';

/** Refuses definitions of attributes that are no key of the table or of an index. */
export function refuseUnusedAttributes({
  AttributeDefinitions,
  KeySchema,
  LocalSecondaryIndexes = [],
  GlobalSecondaryIndexes = [],
}: any): void {
  const schemas: KeySchema[] = [{ KeySchema }, ...LocalSecondaryIndexes, ...GlobalSecondaryIndexes].map(
    (keyed) => keyed.KeySchema,
  );
  const used = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  const defined: string[] = AttributeDefinitions.map(
    ({ AttributeName }: { AttributeName: string }) => AttributeName,
  );
  if (defined.some((name) => !used.has(name)))
    throw new AwsError(
      'ValidationException',
      'One or more parameter values were invalid: Some AttributeDefinitions are not used. ' +
        `AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
    );
}
