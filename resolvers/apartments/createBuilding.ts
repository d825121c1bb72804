import { util, type Context, type DynamoDBPutItemRequest } from '@aws-appsync/utils';
import { buildingIndexKeys, buildingKey } from '../../model/apartments/keys.ts';
import type { BuildingInput, MutationCreateBuildingArgs } from '../../model/schema.ts';
import { rowMarks } from '../../model/table.ts';
import { actorOf } from '../actors.ts';
import { checkId, checkNumber, checkText } from '../checks.ts';
import { passOn } from '../passOn.ts';

const MAX_APARTMENTS = 10000;

/** Creates a building; the schema lets only Admins in. */
export function request(ctx: Context<MutationCreateBuildingArgs>): DynamoDBPutItemRequest {
  const { input } = ctx.args;
  checkInput(input);
  const id = util.autoUlid();
  const userId = checkId(input.userId ?? actorOf(ctx).id, 'userId');
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(buildingKey(id)),
    attributeValues: util.dynamodb.toMapValues(rowOf(id, userId, input)),
    condition: { expression: 'attribute_not_exists(pk)' },
  };
}

export function response(ctx: Context<MutationCreateBuildingArgs>) {
  if (ctx.error) passOn(ctx.error);
  return ctx.result;
}

function checkInput({ name, numberOfApartments, address }: BuildingInput) {
  checkText(name, 'name', 100);
  checkNumber(numberOfApartments, 'numberOfApartments', 1, MAX_APARTMENTS);
  checkText(address.streetAddress, 'address.streetAddress', 200);
  checkText(address.postalCode, 'address.postalCode', 20);
  checkText(address.city, 'address.city', 100);
  checkText(address.country, 'address.country', 100);
}

function rowOf(id: string, userId: string, { name, numberOfApartments, address }: BuildingInput) {
  const { streetAddress, postalCode, city, country } = address;
  const now = util.time.nowISO8601();
  return {
    id,
    name,
    userId,
    numberOfApartments,
    address: { streetAddress, postalCode, city, country },
    createdOn: now,
    updatedOn: now,
    ...buildingIndexKeys(id),
    ...rowMarks('Building'),
  };
}
