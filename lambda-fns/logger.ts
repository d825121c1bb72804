import { Logger } from '@aws-lambda-powertools/logger';

/** One line a step, each under 1 KB: name what happened in the message, and the ids beside it. */
export const logger = new Logger();

const MAX_TEXT = 300;

/** What a line says of an error: enough to find the place, not a page of stack. */
export const errorFields = (error: unknown) => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const at = stack?.split('\n').find((line) => line.trim().startsWith('at '));
  return { error: name, reason: message.slice(0, MAX_TEXT), at: at?.trim().slice(0, 120) };
};
