import { AwsError } from '../../../platform/AwsError.ts';
import { TABLES, type Store } from '../storage/Store.ts';

/** The name of the table that `resourceArn` names. */
export function taggedTable(store: Store, resourceArn: unknown): string {
  const name = String(resourceArn).split('/').pop()!;
  if (!store.get(TABLES, name))
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: ResourcArn: ${resourceArn} not found`,
    );
  return name;
}
