import type { z } from 'zod';
import { sqsError } from '../errors/sqsError.ts';

/** Refuses what lacks a required member or has one of another type; members SQS does not know are ignored. */
export function parseInput(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const parameter = path.join('.');
  if (valueAt(input, path) === undefined) {
    throw sqsError(
      'MissingRequiredParameterException',
      `The request must contain the parameter ${parameter}.`,
    );
  }
  throw sqsError('SerializationException', `${parameter}: ${message}`);
}

const valueAt = (input: unknown, path: readonly PropertyKey[]) =>
  path.reduce<any>((value, key) => value?.[key], input);
