import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { parse } from 'graphql';
import type { CloudDescription } from '../CloudDescription.ts';
import type { Credentials } from './Credentials.ts';
import { subscribe } from './subscribe.ts';

/** Queries and mutations over HTTP, subscriptions over AppSync's own WebSocket protocol. */
export function createFetcher(description: CloudDescription, credentials: Credentials | undefined): Fetcher {
  const headers = credentials?.headers ?? {};
  return (request) =>
    isSubscription(request)
      ? // GraphiQL calls the form with one listener; its type asks for the older forms as well.
        (subscribe(description, headers, request) as ReturnType<Fetcher>)
      : post(description.graphqlUrl, headers, request);
}

function isSubscription({ query, operationName }: FetcherParams): boolean {
  return parse(query).definitions.some(
    (definition) =>
      definition.kind === 'OperationDefinition' &&
      definition.operation === 'subscription' &&
      (!operationName || definition.name?.value === operationName),
  );
}

async function post(url: string, headers: Readonly<Record<string, string>>, request: FetcherParams) {
  const { query, variables, operationName } = request;
  const body = JSON.stringify({ query, variables, operationName });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  return response.json();
}
