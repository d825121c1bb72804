import { ROLE, startApi } from '../../execution/startApi.ts';

const CALL = {
  traceId: '1-00000000-000000000000000000000000',
  principal: { arn: 'arn', accessKeyId: 'key' },
};
const schema = `
  type Query { ask(id: ID, ids: [ID], limit: Int, nextToken: String): AWSJSON, other(nextToken: String): AWSJSON }
`;
const module = (request: string) => `
  import { util } from '@aws-appsync/utils';
  import * as ddb from '@aws-appsync/utils/dynamodb';
  export function request(ctx) { const { args } = ctx; return ${request}; }
  export function response(ctx) { return { result: ctx.result, error: ctx.error }; }
`;

/** A table of `items` and a resolver that sends `request` to it. */
export async function startTable(request: string, ...items: object[]) {
  const source = { name: 'table', type: 'AMAZON_DYNAMODB', tableName: 'things', roleArn: ROLE } as const;
  const api = startApi({
    schema,
    source,
    resolvers: { 'Query.ask': module(request), 'Query.other': module(request) },
  });
  await api.dynamodb.actions.CreateTable!(
    {
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    },
    CALL,
  );
  for (const Item of items) await api.dynamodb.actions.PutItem!({ TableName: 'things', Item }, CALL);
  const ask = async (query = '{ ask }', variables?: Record<string, unknown>) => {
    const { data, errors } = await api.run(query, variables);
    if (errors) throw Object.assign(new Error(errors[0]!.message), errors[0]);
    return JSON.parse(Object.values(data!)[0] as string);
  };
  return { ...api, ask };
}

export const one = { id: { S: 'a' }, n: { N: '1' } };
