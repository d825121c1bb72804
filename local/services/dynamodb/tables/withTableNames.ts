const TABLE_ARN = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/;

const nameOf = (nameOrArn: unknown) => TABLE_ARN.exec(String(nameOrArn))?.[1] ?? nameOrArn;

/**
 * A request whose tables go by name: wherever DynamoDB takes a table's name it also takes its ARN.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html#DDB-GetItem-request-TableName
 */
export function withTableNames(input: any): any {
  const { TableName, RequestItems, TransactItems } = input;
  return {
    ...input,
    ...(TableName !== undefined && { TableName: nameOf(TableName) }),
    ...(isObject(RequestItems) && {
      RequestItems: Object.fromEntries(
        Object.entries(RequestItems).map(([name, requests]) => [nameOf(name), requests]),
      ),
    }),
    ...(Array.isArray(TransactItems) && { TransactItems: TransactItems.map(named) }),
  };
}

const named = (member: object) =>
  Object.fromEntries(
    Object.entries(member ?? {}).map(([kind, request]) => [
      kind,
      isObject(request) ? withTableNames(request) : request,
    ]),
  );

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
