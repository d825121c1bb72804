import { z } from 'zod';
import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Queue, Queues } from './queues/Queue.ts';
import { sqsError } from './sqsError.ts';

/** One API action: what it takes, and what it does with it once that was checked. */
export interface SqsAction {
  readonly input: z.ZodType;
  run(input: any, context: ActionContext): unknown;
}

export interface ActionContext {
  readonly world: World;
  readonly queues: Queues;
  readonly call: Call;
}

export const defineAction = <Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (input: z.output<z.ZodObject<Shape>>, context: ActionContext) => unknown,
): SqsAction => ({ input: z.object(shape), run });

/** An action upon one queue, which is found by its URL before the action runs. */
export const defineQueueAction = <Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (queue: Queue, input: z.output<z.ZodObject<Shape>>, context: ActionContext) => unknown,
): SqsAction => ({
  input: z.object({ QueueUrl: z.string(), ...shape }),
  run: (input, context) => run(context.queues.byUrl(input.QueueUrl), input, context),
});

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
