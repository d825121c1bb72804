import type { AttributeMap } from '../../../local/services/dynamodb/DynamoDb.ts';
import {
  isRecord,
  recordsIn,
  type RequestRecord,
  textIn,
} from '../../../local/services/dynamodb/requestKeys.ts';

/** An item that a request reads or writes: its key, among other attributes perhaps. */
export interface TouchedItem {
  readonly table: string;
  readonly item: AttributeMap;
}

/**
 * The items that a request names by their keys. What is malformed names none: the copy refuses it as DynamoDB would.
 */
export const touchedItems = (action: string, input: RequestRecord): TouchedItem[] => {
  switch (action) {
    case 'GetItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return itemIn(input, 'Key');
    case 'PutItem':
      return itemIn(input, 'Item');
    case 'BatchGetItem':
      return perTable(input, (requests) => (isRecord(requests) ? recordsIn(requests['Keys']) : []));
    case 'BatchWriteItem':
      return perTable(input, (requests) => recordsIn(requests).flatMap(batchedItem));
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return recordsIn(input['TransactItems']).flatMap((item) =>
        Object.values(item).flatMap((request) =>
          isRecord(request) ? itemIn(request, 'Item' in request ? 'Item' : 'Key') : [],
        ),
      );
    default:
      return [];
  }
};

const itemIn = (request: RequestRecord, member: 'Key' | 'Item'): TouchedItem[] => {
  const table = textIn(request, 'TableName');
  const item = request[member];
  return table !== undefined && isRecord(item) ? [touched(table, item)] : [];
};

const perTable = (
  { RequestItems }: RequestRecord,
  itemsIn: (requests: unknown) => readonly RequestRecord[],
): TouchedItem[] =>
  isRecord(RequestItems)
    ? Object.entries(RequestItems).flatMap(([table, requests]) =>
        itemsIn(requests).map((item) => touched(table, item)),
      )
    : [];

const batchedItem = ({ PutRequest, DeleteRequest }: RequestRecord): RequestRecord[] =>
  [
    isRecord(PutRequest) ? PutRequest['Item'] : undefined,
    isRecord(DeleteRequest) ? DeleteRequest['Key'] : undefined,
  ].filter(isRecord);

const touched = (table: string, item: RequestRecord): TouchedItem => ({
  table: tableNameOf(table),
  // Whether its values are attribute values is for the copy to say.
  item: item as AttributeMap,
});

/** A table may be named by its ARN: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const tableNameOf = (nameOrArn: string): string => nameOrArn.split('/').at(-1) ?? nameOrArn;

const KEPT = [
  'TableName',
  'IndexName',
  'KeyConditionExpression',
  'KeyConditions',
  'ScanIndexForward',
  'ConsistentRead',
];

/** What a Query or a Scan asks of the table, without its filter, its projection and its place in the pages. */
export const pageRequestOf = (input: RequestRecord): RequestRecord => {
  const kept = Object.fromEntries(
    KEPT.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]),
  );
  const tokens = new Set(textIn(input, 'KeyConditionExpression')?.match(/[#:]\w+/g));
  // DynamoDB refuses names and values that no expression uses.
  for (const member of ['ExpressionAttributeNames', 'ExpressionAttributeValues']) {
    const given = input[member];
    const used = Object.entries(isRecord(given) ? given : {}).filter(([name]) => tokens.has(name));
    if (used.length > 0) kept[member] = Object.fromEntries(used);
  }
  return kept;
};
