import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { parse, type OperationDefinitionNode } from 'graphql';
import type { CloudDescription } from '../CloudDescription.ts';
import type { Credentials } from './signIn.ts';
import { subscribe } from './subscribe.ts';

/** Queries and mutations over HTTP, subscriptions over AppSync's own WebSocket protocol. */
export function createFetcher(description: CloudDescription, credentials: Credentials | undefined): Fetcher {
  const headers = credentials?.headers ?? {};
  return (request) => {
    const operation = chosenOperation(request);
    return operation?.operation === 'subscription'
      ? // GraphiQL calls the form with one listener; its type asks for the older forms as well.
        (subscribe(description, headers, request) as ReturnType<Fetcher>)
      : post(description.graphqlUrl, headers, { ...request, operationName: operation?.name?.value });
  };
}

/** The operation to run. The editor's idea of its name can lag behind its text, so the text decides. */
function chosenOperation({ query, operationName }: FetcherParams): OperationDefinitionNode | undefined {
  const operations = parse(query).definitions.filter(
    (definition) => definition.kind === 'OperationDefinition',
  );
  return operations.find(({ name }) => name?.value === operationName) ?? operations[0];
}

async function post(url: string, headers: Readonly<Record<string, string>>, request: FetcherParams) {
  const { query, variables, operationName } = request;
  const body = JSON.stringify({ query, variables, operationName });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return response.json();
}
