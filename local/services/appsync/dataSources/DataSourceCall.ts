import { z } from 'zod';
import type { Call } from '../../../platform/Call.ts';
import type { HttpResponse } from '../../../platform/HttpMessage.ts';
import type { DynamoDb } from '../../dynamodb/DynamoDb.ts';
import type { Iam } from '../../iam/createIam.ts';
import type { Lambda } from '../../lambda/Lambda.ts';
import type { DataSource } from '../Api.ts';
import type { Run } from '../execution/Run.ts';
import { ResolverError } from '../runtime/ResolverError.ts';

/** One request a handler made of its data source. */
export interface DataSourceCall<Type extends DataSource['type'] = DataSource['type']> {
  readonly source: Extract<DataSource, { type: Type }>;
  /** What the request handler returned. */
  readonly request: unknown;
  readonly run: Run;
  /** The resolver or function that asks: siblings of the same one can be batched. */
  readonly batchKey: object;
  /** Names the resolver or function; a pagination token is good for no other, and for whoever calls it. */
  readonly resolverId: string;
  /** Calls of siblings that may go together; 0 where nothing is said. */
  readonly maxBatchSize: number;
}

/** `ctx.result` and, where the data source failed, `ctx.error`. */
export interface DataSourceAnswer {
  readonly result: unknown;
  readonly error?: { readonly message: string; readonly type: string };
}

/** Throws `ResolverError` for a request it cannot read. */
export type CallDataSource<Type extends DataSource['type'] = DataSource['type']> = (
  call: DataSourceCall<Type>,
) => Promise<DataSourceAnswer>;

/** How a data source signs in to a service: in its role's name. */
export type CallAs = (roleArn: string, run: Run) => Call;

/** What data sources reach. */
export interface DataSourceDependencies {
  readonly dynamodb: DynamoDb;
  readonly lambda: Lambda;
  readonly iam: Iam;
  /** Answers any URL: AWS's own endpoints inside the cloud, others over the network. */
  readonly http: (request: OutgoingRequest) => Promise<HttpResponse>;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A handler's request, or the error AppSync gives for one it cannot read. */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, request: unknown): z.output<Schema> {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  throw invalidRequest(describeIssue(parsed.error.issues[0]!, request));
}

export const invalidRequest = (message: string) => new ResolverError(message, 'MappingTemplate');

/** A handler that returns nothing asks for nothing. */
export function requireRequest(request: unknown): Readonly<Record<string, unknown>> {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw invalidRequest('Template transformation yielded an empty response.');
  }
  return request as Readonly<Record<string, unknown>>;
}

function describeIssue(issue: z.core.$ZodIssue, request: unknown): string {
  const at = (path: readonly PropertyKey[]) => path.map((key) => `[${String(key)}]`).join('');
  if (issue.code === 'unrecognized_keys')
    return `Unsupported element '$${at([...issue.path, issue.keys[0]!])}'.`;
  const value = issue.path.reduce<any>((inner, key) => inner?.[key], request);
  return `Value for field '$${at(issue.path)}' not ${value === undefined ? 'found' : 'valid'}.`;
}
