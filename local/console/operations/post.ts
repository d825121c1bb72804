import { type Credentials, requestHeaders } from '../users/Credentials.ts';
import { bodyOf, type OperationRequest } from './OperationRequest.ts';

/** What came back, whatever it is. */
export interface Answer {
  readonly status: number;
  /** Formatted where it is JSON. */
  readonly text: string;
  /** One line of what went wrong; absent where nothing did. */
  readonly complaint?: string;
  /** AppSync did not accept who asked. */
  readonly isUnauthorized: boolean;
}

/** Sends a query or a mutation. Rejects with a `TypeError` where nobody answers. */
export async function post(
  graphqlUrl: string,
  request: OperationRequest,
  credentials: Credentials,
  traceId: string,
): Promise<Answer> {
  const body = bodyOf(request);
  const headers = await requestHeaders(credentials, request.headers, graphqlUrl, body);
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    // A client may begin a trace: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    headers: { 'content-type': 'application/json', 'x-amzn-trace-id': `Root=${traceId}`, ...headers },
    body,
  });
  return readAnswer(response.status, await response.text());
}

function readAnswer(status: number, text: string): Answer {
  const isUnauthorized = isRefusedCredential(status);
  const value = parseJson(text);
  if (value === undefined)
    return { status, text, complaint: `The server answered ${status}.`, isUnauthorized };
  const complaint = complaintOf(value) ?? (status < 400 ? undefined : `The server answered ${status}.`);
  return {
    status,
    text: JSON.stringify(value, null, 2),
    ...(complaint !== undefined && { complaint }),
    isUnauthorized,
  };
}

/** 401, or 403 for a signature. */
export const isRefusedCredential = (status: unknown): boolean => status === 401 || status === 403;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One line of the errors that an answer names; undefined if there are none. */
export function complaintOf(value: unknown): string | undefined {
  const [first, ...others] = errorsOf(value);
  if (first === undefined) return undefined;
  const message = typeof first === 'object' && first !== null && 'message' in first ? first.message : first;
  return `${String(message)}${others.length > 0 ? ` (and ${others.length} more)` : ''}`;
}

/** The errors of a GraphQL answer. */
export function errorsOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !('errors' in value)) return [];
  return Array.isArray(value.errors) ? value.errors : [];
}
