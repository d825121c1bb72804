import type { z } from 'zod';
import { OperatorError } from '../../../platform/errors.ts';

/** Parses one of a pipe's parameter objects. Throws an `OperatorError` that names what is not understood. */
export function parseParameters<Schema extends z.ZodType>(
  schema: Schema,
  pipe: string,
  name: string,
  given: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new OperatorError(`Pipe ${pipe}: ${[name, ...path].join('.')}: ${message}`);
}
