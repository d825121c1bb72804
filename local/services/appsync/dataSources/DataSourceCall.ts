import { z } from 'zod';
import type { Call } from '../../../platform/Call.ts';
import type { HttpResponse } from '../../../platform/HttpMessage.ts';
import type { DynamoDb } from '../../dynamodb/DynamoDb.ts';
import type { Iam } from '../../iam/createIam.ts';
import type { Lambda } from '../../lambda/Lambda.ts';
import type { DataSource } from '../Api.ts';
import type { Run } from '../execution/Run.ts';
import { invariant } from '../../../platform/errors.ts';
import { ResolverError } from '../runtime/ResolverError.ts';

/** One call that a resolver or function makes to its data source. */
export interface DataSourceCall<Type extends DataSource['type'] = DataSource['type']> {
  readonly source: Extract<DataSource, { type: Type }>;
  /** What the request handler returned. */
  readonly request: unknown;
  readonly run: Run;
  /** The step that calls, as the feed names it. */
  readonly segmentId: string;
  /** The resolver or function that calls: its calls for sibling objects can be batched. */
  readonly batchKey: object;
  /** Names the resolver or function. A pagination token is valid for this one only, whoever the caller is. */
  readonly resolverId: string;
  /** How many calls of siblings may be batched; 0 if the template does not say. */
  readonly maxBatchSize: number;
}

/** `ctx.result` and, where the data source failed, `ctx.error`. */
export interface DataSourceAnswer {
  readonly result: unknown;
  readonly error?: { readonly message: string; readonly type: string };
}

/** Throws `ResolverError` for an invalid request. */
export type CallDataSource<Type extends DataSource['type'] = DataSource['type']> = (
  call: DataSourceCall<Type>,
) => Promise<DataSourceAnswer>;

/** A call to a service in the name of a data source's role. Throws `ResolverError` where AppSync may not have the role. */
export type CallAs = (roleArn: string, caller: Pick<DataSourceCall, 'run' | 'segmentId'>) => Promise<Call>;

/** The session's name when AppSync assumes a role. Recorded: https://github.com/terraform-aws-modules/terraform-aws-appsync/pull/7 */
export const APPSYNC_SESSION = 'APPSYNC_ASSUME_ROLE';

/** The services that data sources call. */
export interface DataSourceDependencies {
  readonly dynamodb: DynamoDb;
  readonly lambda: Lambda;
  readonly iam: Iam;
  readonly http: HttpClient;
}

/** Requests any URL: AWS's own endpoints inside the cloud, others over the network. */
export interface HttpClient {
  (request: OutgoingRequest): Promise<HttpResponse>;
  /** Whether a request to this URL stays in this process, where its signature is not read. @default none does */
  staysInside?(url: string): boolean;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Parses a handler's request. Throws the error that AppSync raises for an invalid one. */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, request: unknown): z.output<Schema> {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  invariant(issue, 'a request that fails its schema has an issue');
  throw invalidRequest(describeIssue(issue, request));
}

export const invalidRequest = (message: string) => new ResolverError(message, 'MappingTemplate');

/** Throws if the handler returned no object. */
export function requireRequest(request: unknown): Readonly<Record<string, unknown>> {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw invalidRequest('Template transformation yielded an empty response.');
  }
  // Nothing is known of the members of an object from a handler.
  return request as Readonly<Record<string, unknown>>;
}

function describeIssue(issue: z.core.$ZodIssue, request: unknown): string {
  const at = (path: readonly PropertyKey[]) => path.map((key) => `[${String(key)}]`).join('');
  if (issue.code === 'unrecognized_keys')
    return `Unsupported element '$${at([...issue.path, ...issue.keys.slice(0, 1)])}'.`;
  const value = issue.path.reduce<unknown>(memberOf, request);
  return `Value for field '$${at(issue.path)}' not ${value === undefined ? 'found' : 'valid'}.`;
}

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
