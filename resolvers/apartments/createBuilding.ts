import { util, type Context, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { buildingIndexKeys, buildingKey } from '../../model/apartments/keys.ts';
import type { BuildingInput, MutationCreateBuildingArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { actorOf } from '../actors.ts';
import { checkNumber, checkOptionalId, checkText } from '../checks.ts';
import { passOn } from '../passOn.ts';
import { settingsOf } from '../settings.ts';
import { peopleExist, refuseMissing, type Named } from './people.ts';

const MAX_APARTMENTS = 10000;

/** Creates a building of an owner that exists; the schema lets only Admins in. */
export function request(ctx: Context<MutationCreateBuildingArgs>): DynamoDBTransactWriteItemsRequest {
  const { input } = ctx.args;
  checkInput(input);
  const table = settingsOf(ctx).tableName;
  const row = rowOf(util.autoUlid(), input.userId ?? actorOf(ctx).id, input);
  ctx.stash.building = row;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table,
        operation: 'PutItem',
        key: util.dynamodb.toMapValues(buildingKey(row.id)),
        attributeValues: util.dynamodb.toMapValues(row),
        condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...peopleExist(table, ownerOf(input)),
    ],
  };
}

export function response(ctx: Context<MutationCreateBuildingArgs>) {
  if (ctx.error) {
    const reasons = ctx.result?.cancellationReasons ?? [];
    refuseMissing(ownerOf(ctx.args.input), reasons.slice(1));
    passOn(ctx.error, reasons);
  }
  return ctx.stash.building;
}

const ownerOf = ({ userId }: BuildingInput): Named[] => [{ argument: 'userId', userId }];

function checkInput({ name, userId, numberOfApartments, address }: BuildingInput) {
  checkOptionalId(userId, 'userId');
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
    ...entityMetadata('Building'),
  };
}
