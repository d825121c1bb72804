import type { Books } from '../Books.ts';
import type { Check } from './Check.ts';
import { everyRequest } from './everyRequest.ts';
import { everyStatus } from './everyStatus.ts';
import { everyTicket } from './everyTicket.ts';
import { moneyOfBookings } from './moneyOfBookings.ts';
import { moneyOfOrders } from './moneyOfOrders.ts';
import { noSharedNight } from './noSharedNight.ts';
import { nothingLeftOver } from './nothingLeftOver.ts';
import { stock } from './stock.ts';
import { typedRefusals } from './typedRefusals.ts';

/** In the order they are shown. */
export const checks: readonly ((books: Books) => Check)[] = [
  everyRequest,
  everyTicket,
  everyStatus,
  noSharedNight,
  moneyOfBookings,
  moneyOfOrders,
  stock,
  nothingLeftOver,
  typedRefusals,
];
