import { AwsError } from '../platform/AwsError.ts';
import type { HttpRequest } from '../platform/HttpMessage.ts';
import { parseJsonBody } from './parseJsonBody.ts';
import { decodedName, urlOfPath, withoutQuery } from './readRequest.ts';

/** Method, path and action. Members in braces are the input's. */
export type RestRoute = readonly [method: string, path: string, action: string];

/** An action that a request asks for, with its input out of path, query and body. */
export interface RestCall {
  readonly action: string;
  readonly input: object;
}

/**
 * Finds the action of a request in a service's REST protocol: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 * The finder returns undefined where there is none.
 * @param numbers members of queries that are numbers
 * @param lists members of queries that may be repeated, by their names there
 */
export function createRestFinder(
  prefix: string,
  routes: readonly RestRoute[],
  {
    numbers = [],
    lists = {},
  }: { readonly numbers?: readonly string[]; readonly lists?: Readonly<Record<string, string>> } = {},
) {
  const patterns = routes.map(([method, path, action]) => ({
    method,
    action,
    pattern: new RegExp(`^${prefix}${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }));
  return (request: HttpRequest): RestCall | undefined => {
    const path = withoutQuery(request.path).replace(/(?<=.)\/$/, '');
    const route = patterns.find(({ method, pattern }) => method === request.method && pattern.test(path));
    if (!route) return undefined;
    const input = {
      ...parseJsonBody(request.body),
      ...queryOf(request.path, numbers, lists),
      ...membersOf(route.pattern, path),
    };
    return { action: route.action, input };
  };
}

const queryOf = (
  path: string,
  numbers: readonly string[],
  lists: Readonly<Record<string, string>>,
): Record<string, unknown> => {
  const { searchParams } = urlOfPath(path);
  return Object.fromEntries(
    [...searchParams].map(([name, value]): [string, unknown] => {
      const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
      if (list !== undefined) return [list, searchParams.getAll(name)];
      return [name, numbers.includes(name) && /^\d{1,9}$/.test(value) ? Number(value) : value];
    }),
  );
};

const membersOf = (pattern: RegExp, path: string) =>
  Object.fromEntries(
    Object.entries(pattern.exec(path)?.groups ?? {}).map(([name, value]) => [name, decodedName(value)]),
  );

/** What a REST service says of a method and a path that it has no action for. */
export const unknownOperation = ({ method, path }: HttpRequest) =>
  new AwsError('UnknownOperationException', `${method} ${withoutQuery(path)} is not supported.`, {
    status: 404,
  });
