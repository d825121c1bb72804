import type { Principal } from '../../platform/Call.ts';
import type { AuthMode } from './Api.ts';

/** One operation whose caller is known. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
  readonly caller: Caller;
  /** `ctx.request.headers`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly traceId: string;
  /** What sent it, as the feed names it. @default not known */
  readonly parentId?: string | undefined;
  /** Refuses mutations: a `GET` must change nothing. @default false */
  readonly readOnly?: boolean;
  /** Receives the headers that resolvers add to the HTTP response; the last value of a name wins. @default they are dropped */
  readonly addResponseHeader?: (name: string, value: string) => void;
}

/** Who sent an operation, as authorization and `ctx.identity` see it. */
export interface Caller {
  readonly mode: AuthMode['type'];
  /** `ctx.identity` in the shape of the mode; null for an API key. */
  readonly identity: Readonly<Record<string, unknown>> | null;
  /** Who signed, for AWS_IAM: policies may have a say. */
  readonly principal?: Principal;
  /** Cognito groups; empty where there are none. */
  readonly groups: readonly string[];
  /** For logs: a user name, `API key` or a role's name. */
  readonly label: string;
}

/** An error as AppSync words it on the wire; keys in the wire's order. */
export interface GraphqlError {
  readonly path?: readonly (string | number)[] | null;
  readonly data?: unknown;
  readonly errorType?: string | null;
  readonly errorInfo?: unknown;
  readonly locations?:
    | readonly { readonly line: number; readonly column: number; readonly sourceName: null }[]
    | null;
  readonly message: string;
}

export interface GraphqlResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphqlError[];
}

/** Parses the text of a JSON object; returns undefined for anything else. */
export function parseJsonObject(text: unknown): Record<string, unknown> | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    // The members of a parsed object have unknown types, but its keys are strings.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
