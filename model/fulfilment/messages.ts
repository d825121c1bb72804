import { sagaCommandOf } from '../sagaCommands.ts';
import { shoppingCommands } from './events.ts';

/** What an order's saga wants done about its shopping list. */
export const ShoppingCommand = sagaCommandOf(shoppingCommands);
