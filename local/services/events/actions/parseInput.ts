import type { z } from 'zod';
import { invalid } from '../errors.ts';

/** Refuses what lacks a required member, has one of another type, or one that is not known here. */
export function parseInput(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const member = path.map((step, at) => (at === 0 ? lowerFirst(String(step)) : String(step))).join('.');
  const value = path.reduce<any>((inner, key) => inner?.[key], input);
  if (value === undefined) {
    throw invalid(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  throw invalid(
    `1 validation error detected: Value at '${member || 'input'}' failed to satisfy constraint: ${message}`,
  );
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
