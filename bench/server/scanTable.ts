import { DynamoDBClient, paginateScan, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { CloudDescription } from '../../local/CloudDescription.ts';

/** Anything: the local cloud asks for no secret. */
export const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };

/** Every row of the table, over the AWS endpoint, as anybody would read it with the AWS SDK. */
export async function* scanTable({
  awsEndpointUrl: endpoint,
  region,
  tableName,
}: CloudDescription): AsyncGenerator<Record<string, AttributeValue>> {
  const client = new DynamoDBClient({ endpoint, region, credentials });
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName! })) yield* Items;
}
