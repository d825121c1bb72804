import { z } from 'zod';
import { checkInput, listOf } from '../../platform/checkInput.ts';
import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Queue, Queues } from './queues/Queue.ts';
import { missingParameter, sqsError } from './sqsError.ts';

/** One API action. It checks its input and throws where SQS would refuse it. */
export type SqsAction = (input: unknown, context: SqsActionContext) => unknown;

export interface SqsActionContext {
  readonly world: World;
  readonly queues: Queues;
  readonly call: Call;
}

/** An action whose input has the members of `shape`. */
export function defineSqsAction<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (input: z.output<z.ZodObject<Shape>>, context: SqsActionContext) => unknown,
): SqsAction {
  const schema = z.object(shape);
  return (input, context) => run(parseSqsInput(schema, input), context);
}

/** An action on one queue, which is found by its URL before the action runs. */
export function defineQueueAction<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (queue: Queue, input: z.output<z.ZodObject<Shape>>, context: SqsActionContext) => unknown,
): SqsAction {
  const schema = z.object({ QueueUrl: z.string(), ...shape });
  return (input, context) => {
    // What the schema parsed has the members of `shape` and `QueueUrl`, which the compiler cannot tell for every `Shape`.
    const parsed = parseSqsInput(schema, input) as z.output<z.ZodObject<Shape>> & { QueueUrl: string };
    const queue = context.queues.byUrl(parsed.QueueUrl);
    queue.messages.metrics.accessed();
    return run(queue, parsed, context);
  };
}

/** Throws where a required member is missing or a member has another type. Unknown members are ignored, as on AWS. */
const parseSqsInput = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> =>
  checkInput(schema, input, ({ kind, member, message }) => {
    if (kind === 'missing') return missingParameter(member);
    return sqsError(kind === 'type' ? 'SerializationException' : 'InvalidParameterValueException', message);
  });

/**
 * Names of attributes that a caller asks for. SQS states no limit; this one is chosen, far above the number that a
 * message can have.
 */
export const attributeNames = listOf(z.string(), 100);
