import type { ZodType } from 'zod';
import { PermanentError } from './PermanentError.ts';

/** The JSON of a body; undefined where it is none. */
export const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** A message's body as its schema has it. What is not will never be: `PermanentError`, `InvalidArgument`. */
export const parseMessage = <Message>(schema: ZodType<Message>, body: string): Message => {
  const json = jsonOf(body);
  if (json === undefined) throw new PermanentError('InvalidArgument', 'The body is not JSON');
  const { data, error } = schema.safeParse(json);
  if (!error) return data as Message;
  const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new PermanentError('InvalidArgument', issues.join('; '));
};
