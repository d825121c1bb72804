import { z } from 'zod';
import { checkInput, mapOf } from '../../platform/checkInput.ts';
import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Deliveries } from './delivery/createDeliveries.ts';
import type { Mailbox } from '../../platform/createMailbox.ts';
import type { Texts } from './texts/createTexts.ts';
import type { Topics } from './topics/Topic.ts';
import { snsError } from './snsError.ts';

/** One API action. It checks its input and throws where SNS would refuse it. */
export type SnsAction = (input: unknown, context: SnsContext) => unknown;

export interface SnsContext {
  readonly world: World;
  readonly topics: Topics;
  readonly texts: Texts;
  readonly deliveries: Deliveries;
  readonly mailbox: Mailbox;
  readonly call: Call;
}

/** An action whose input has the members of `shape`. Unknown members are ignored, as on AWS. */
export function defineSnsAction<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (input: z.output<z.ZodObject<Shape>>, context: SnsContext) => unknown,
): SnsAction {
  const schema = z.object(shape);
  return (input, context) =>
    run(
      checkInput(schema, input, ({ message }) => snsError('ValidationError', message)),
      context,
    );
}

/** The Query protocol sends every value as text. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

/** Attributes of a topic or a subscription: a map of texts. */
export const textMap = mapOf(z.string());

/** One page holds everything that is asked for, so no token is ever returned. */
export const pagination = { NextToken: z.undefined().optional() };
