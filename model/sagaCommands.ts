import * as z from 'zod';
import { chosenId, eventDetails, number, text } from './messages.ts';
import type { CommandName } from './sagas/events.ts';

/** A command of an order's saga, as whoever does it knows it: the `commandNumber`th that the saga gave. */
export interface SagaCommand<Name extends CommandName = CommandName> {
  readonly command: Name;
  readonly orderId: string;
  readonly commandNumber: number;
}

/** The most digits that the key of a command has. */
const MAX_COMMANDS = 99_999_999;

/**
 * The message of one of these commands. It proves nothing: `isAnswered` asks whether the saga gave the command, and everything
 * else that there is to know of the order is stored with the order.
 */
export const sagaCommandOf = <const Names extends readonly [CommandName, ...CommandName[]]>(names: Names) =>
  eventDetails(names, {
    orderId: text.pipe(chosenId),
    commandNumber: number.pipe(z.number().int().min(1).max(MAX_COMMANDS)),
  }).transform(({ eventName, eventData: { orderId, commandNumber } }): SagaCommand<Names[number]> => ({
    command: eventName,
    orderId,
    commandNumber,
  }));
