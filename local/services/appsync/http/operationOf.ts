import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { GraphqlRequest } from '../GraphqlRequest.ts';
import { parseObject } from '../realtime/ClientFrame.ts';

export type Operation = Pick<GraphqlRequest, 'query' | 'variables' | 'operationName'>;

/** The operation a request carries: a JSON body, or the query parameters of a `GET`. */
export function operationOf({ method, path, body }: HttpRequest): Operation {
  const source = method === 'GET' ? queryOf(path) : bodyOf(body);
  const { query, variables = null, operationName = null } = source;
  if (typeof query !== 'string' || query === '') throw malformed('Unable to parse GraphQL query.');
  if (typeof variables !== 'object' || Array.isArray(variables))
    throw malformed('Variables for GraphQL operation must be a JSON object.');
  if (operationName !== null && typeof operationName !== 'string')
    throw malformed('Unable to parse GraphQL query.');
  return { query, variables: variables as Operation['variables'], operationName };
}

function bodyOf(body: string): Record<string, unknown> {
  if (body.trim() === '') throw malformed('Request body is empty.');
  const parsed = parseObject(body);
  if (!parsed) throw malformed('Unable to parse GraphQL query.');
  return parsed;
}

function queryOf(path: string): Record<string, unknown> {
  const { query, variables, operationName } = Object.fromEntries(
    new URL(path, 'http://localhost').searchParams,
  );
  // Text that is no JSON object stays text, which is refused as variables.
  return {
    query,
    variables: variables === undefined ? null : (parseObject(variables) ?? variables),
    operationName,
  };
}

const malformed = (message: string) => new AwsError('MalformedHttpRequestException', message);
