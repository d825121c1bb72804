import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import type { Call } from '../../platform/Call.ts';
import { checkInput, integer } from '../../platform/checkInput.ts';
import type { Mailbox } from '../../platform/createMailbox.ts';
import type { World } from '../../platform/World.ts';
import type { SesState } from './createSesState.ts';
import { badRequest } from './errors.ts';

/** One API action. It checks its input and throws where SES would refuse it. */
export type SesAction = (input: unknown, context: SesContext) => unknown;

export interface SesContext {
  readonly world: World;
  readonly state: SesState;
  readonly mailbox: Mailbox;
  readonly call: Call;
}

/** An action whose input has the members of `shape`. Unknown members are ignored, as on AWS. */
export function defineSesAction<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (input: z.output<z.ZodObject<Shape>>, context: SesContext) => unknown,
): SesAction {
  const schema = z.object(shape);
  return (input, context) =>
    run(
      checkInput(schema, input, ({ kind, message }) =>
        kind === 'type' ? new AwsError('SerializationException', message) : badRequest(message),
      ),
      context,
    );
}

/** What lists take. */
export const page = { NextToken: z.string().optional(), PageSize: integer(1, 1000).default(100) };

/** One page of a list. The token is the position of the next one, as text. */
export function paginate<Item>(
  items: readonly Item[],
  { NextToken = '0', PageSize }: { readonly NextToken?: string | undefined; readonly PageSize: number },
) {
  if (!/^\d{1,9}$/.test(NextToken)) throw badRequest('The pagination token is not valid.');
  const next = Number(NextToken) + PageSize;
  return {
    items: items.slice(Number(NextToken), next),
    ...(next < items.length && { NextToken: String(next) }),
  };
}
