import { util, type Context, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { apartmentIndexKeys, apartmentKey, buildingKey } from '../../model/apartments/keys.ts';
import type { ApartmentInput, MutationCreateApartmentArgs } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkId, checkNumber, checkOptionalId, checkText } from '../checks.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { peopleExist, refuseMissing, type Named } from './people.ts';

const MAX_ROOMS = 100;

/** Creates an apartment of a building and for people that exist; the schema lets only Admins in. */
export function request(ctx: Context<MutationCreateApartmentArgs>): DynamoDBTransactWriteItemsRequest {
  const { input } = ctx.args;
  checkInput(input);
  const table = settingsOf(ctx).tableName;
  const row = rowOf(util.autoUlid(), input);
  ctx.stash.apartment = row;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table,
        operation: 'ConditionCheck',
        key: util.dynamodb.toMapValues(buildingKey(input.buildingId)),
        condition: { expression: 'attribute_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      {
        table,
        operation: 'PutItem',
        key: util.dynamodb.toMapValues(apartmentKey(row.id)),
        attributeValues: util.dynamodb.toMapValues(row),
        condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...peopleExist(table, peopleOf(input)),
    ],
  };
}

export function response(ctx: Context<MutationCreateApartmentArgs>) {
  if (ctx.error) {
    const reasons = ctx.result?.cancellationReasons ?? [];
    const { buildingId } = ctx.args.input;
    if (failedCondition(reasons[0])) refuse('NotFound', 'There is no such building', { buildingId });
    refuseMissing(peopleOf(ctx.args.input), reasons.slice(2));
    passOn(ctx.error, reasons);
  }
  return ctx.stash.apartment;
}

const peopleOf = ({ tenant, caretaker }: ApartmentInput): Named[] => [
  { argument: 'tenant', userId: tenant },
  { argument: 'caretaker', userId: caretaker },
];

function checkInput(input: ApartmentInput) {
  checkId(input.buildingId, 'buildingId');
  checkText(input.apartmentNumber, 'apartmentNumber', 20);
  checkNumber(input.numberOfRooms, 'numberOfRooms', 1, MAX_ROOMS);
  checkOptionalId(input.tenant, 'tenant');
  checkOptionalId(input.caretaker, 'caretaker');
}

function rowOf(id: string, input: ApartmentInput) {
  const { buildingId, apartmentNumber, numberOfRooms, kitchen, apartmentType, tenant, caretaker } = input;
  const now = util.time.nowISO8601();
  return {
    id,
    buildingId,
    apartmentNumber,
    numberOfRooms,
    kitchen,
    apartmentType,
    apartmentStatus: input.apartmentStatus ?? 'VACANT',
    ...(tenant ? { tenant } : {}),
    ...(caretaker ? { caretaker } : {}),
    createdOn: now,
    updatedOn: now,
    ...apartmentIndexKeys(buildingId, apartmentNumber),
    ...entityMetadata('Apartment'),
  };
}
