import { z } from 'zod';
import { ResolverError } from '../runtime/ResolverError.ts';

/** A handler's request, or the error AppSync gives for one it cannot read. */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, request: unknown): z.output<Schema> {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  throw unreadable(wording(parsed.error.issues[0]!, request));
}

export const unreadable = (message: string) => new ResolverError(message, 'MappingTemplate');

/** A handler that returns nothing asks for nothing. */
export function requireRequest(request: unknown): Readonly<Record<string, unknown>> {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw unreadable('Template transformation yielded an empty response.');
  }
  return request as Readonly<Record<string, unknown>>;
}

function wording(issue: z.core.$ZodIssue, request: unknown): string {
  const at = (path: readonly PropertyKey[]) => path.map((key) => `[${String(key)}]`).join('');
  if (issue.code === 'unrecognized_keys')
    return `Unsupported element '$${at([...issue.path, issue.keys[0]!])}'.`;
  const value = issue.path.reduce<any>((inner, key) => inner?.[key], request);
  return `Value for field '$${at(issue.path)}' not ${value === undefined ? 'found' : 'valid'}.`;
}
