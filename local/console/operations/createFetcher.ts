import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { Kind, OperationTypeNode, parse, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import type { CloudDescription } from '../../CloudDescription.ts';
import type { Credentials } from '../users/signIn.ts';
import { subscribe } from './subscribe.ts';

/** Queries and mutations over HTTP, subscriptions over AppSync's own WebSocket protocol. */
export function createFetcher(description: CloudDescription, credentials: Credentials | undefined): Fetcher {
  const headers = credentials?.headers ?? {};
  return (request) => {
    const operation = chosenOperation(request);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      return post(description.graphqlUrl, headers, { ...request, operationName: operation?.name?.value });
    // GraphiQL calls the form with one listener; its type asks for the older forms as well.
    return subscribe(description, headers, request) as ReturnType<Fetcher>;
  };
}

/** The operation to run. The editor's idea of its name can lag behind its text, so the text decides. */
function chosenOperation({ query, operationName }: FetcherParams): OperationDefinitionNode | undefined {
  const operations = parse(query).definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return operations.find(({ name }) => name?.value === operationName) ?? operations[0];
}

async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  request: FetcherParams,
): Promise<ExecutionResult> {
  const { query, operationName } = request;
  const variables: unknown = request.variables;
  const body = JSON.stringify({ query, variables, operationName });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  // What AppSync answers, and GraphiQL shows whatever it is.
  return (await response.json()) as ExecutionResult;
}
