import { sagaFlow, type OrderEventData, type OrderEventName, type SagaFlow } from '../orders/events.ts';

/** Which orders have a card, as a deployment chooses: those that are brought to an apartment, or all. */
export const orderCards = ['deliveries', 'all'] as const;
export type OrderCards = (typeof orderCards)[number];

/** Whether an order has a card. */
export const hasCard = ({ flow }: { readonly flow?: SagaFlow | undefined }, kept: OrderCards): boolean =>
  kept === 'all' || flow === sagaFlow;

/**
 * Whether all orders of a status have a card. Without a shopping list, which only an order with a delivery has, none
 * becomes READY.
 */
export const isStatusOnCards = (status: string, kept: OrderCards): boolean =>
  kept === 'all' || status === 'READY';

/**
 * How far an order has come, as its card says it: coarser than its status, because each change of a card is paid for.
 * While an order is on its way its card stays as it was written first; of the few that are, a search reads the status
 * itself. In the order in which an order can pass through them: a later phase never gives way to an earlier one.
 */
export const cardPhases = ['OPEN', 'STOCK_DEPLETED', 'PAYMENT_REJECTED', 'DELIVERED', 'CANCELED'] as const;
export type CardPhase = (typeof cardPhases)[number];

/** The phase of an order with the status. One that is no phase's name is on its way. */
export const phaseOf = (status: OrderEventData['status']): CardPhase =>
  // Only to be looked for: most statuses are no phase.
  cardPhases[cardPhases.indexOf(status as CardPhase)] ?? 'OPEN';

/** The phases whose cards give way to one of `phase`: those before it, and itself. */
export const phasesUntil = (phase: CardPhase): readonly CardPhase[] =>
  cardPhases.slice(0, cardPhases.indexOf(phase) + 1);

/** The events after which an order has another card than before. */
export const cardEventNames = [
  'ORDER_CREATED_EVENT',
  'ORDER_STOCK_DEPLETED_EVENT',
  'ORDER_PAYMENT_REJECTED_EVENT',
  'ORDER_DELIVERED_EVENT',
  'ORDER_CANCELED_EVENT',
] as const satisfies readonly OrderEventName[];
