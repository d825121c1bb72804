import type { GraphQLSchema } from 'graphql';
import { createHash } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import type { Api } from '../services/appsync/Api.ts';
import type { AppSync } from '../services/appsync/AppSync.ts';
import { printSchemaWithAccess } from '../services/appsync/auth/printSchemaWithAccess.ts';
import { isLocal } from './createOriginPolicy.ts';
import { withoutQuery } from './readRequest.ts';
import { refusal, refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

interface Printed {
  readonly body: string;
  readonly etag: string;
}

/** The console asks every few seconds whether the schema changed. */
const printedSchemas = new WeakMap<GraphQLSchema, Printed>();

function printed(api: Api | undefined): Printed {
  if (!api?.schema) return { body: '', etag: '""' };
  const known = printedSchemas.get(api.schema);
  if (known) return known;
  const body = printSchemaWithAccess(api);
  const made = { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
  printedSchemas.set(api.schema, made);
  return made;
}

/**
 * `GET /console/schema.graphql`: the first API's schema with who may select what, from which the console makes its
 * documentation. On this machine it is for all who may open the console; from elsewhere it wants a credential, as
 * introspection does. Its `ETag` changes with the schema.
 */
export const consoleSchemaRoute =
  (appsync: Pick<AppSync, 'apis' | 'authenticate'>): Route =>
  async (request) => {
    if (!['GET', 'HEAD'].includes(request.method)) return undefined;
    if (withoutQuery(request.path) !== '/console/schema.graphql') return undefined;
    if (request.sender === 'foreignPage') return refusals.foreignPage(request.headers['origin']);
    const [api] = appsync.apis();
    try {
      if (api && !isLocal(request)) await appsync.authenticate(api.apiId, request);
    } catch (error) {
      if (error instanceof AwsError) return refusal(error.status, error.code, error.message);
      throw error;
    }
    const { body, etag } = printed(api);
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache', etag };
    return request.headers['if-none-match'] === etag
      ? { status: 304, headers, body: '' }
      : { status: 200, headers, body };
  };
