import { util, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { buildingApartmentsKey } from '../../model/apartments/keys.ts';
import { indexes } from '../../model/table.ts';

/** Reads a building's apartments by number. */
export const apartmentsQuery = (buildingId: string): DynamoDBQueryRequest => ({
  operation: 'Query',
  index: indexes.gsi1,
  query: {
    expression: 'gsi1pk = :building AND begins_with(gsi1sk, :apartment)',
    expressionValues: util.dynamodb.toMapValues({
      ':building': buildingApartmentsKey(buildingId),
      ':apartment': 'APARTMENT#',
    }),
  },
});
