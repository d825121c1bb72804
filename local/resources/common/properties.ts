import { z } from 'zod';

/** CloudFormation accepts any scalar as a string too. These schemas read both. */
export const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
export const integer = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

/** A JSON document given as an object or as its text. */
export const json = z.union([
  z.record(z.string(), z.unknown()),
  z.string().transform((source, context) => {
    try {
      // CloudFormation accepts only objects as documents.
      return JSON.parse(source) as Record<string, unknown>;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not valid JSON' });
      return z.NEVER;
    }
  }),
]);

/**
 * A property that is accepted and has no effect on one machine, such as encryption at rest or tags.
 * Each type lists its own, so that nothing is ignored by accident.
 */
export const inert = z.unknown();
