import { ORDER_PLACED_EVENT, orderEventNames, type OrderEventName } from './events.ts';
import { effectOf, orderStatuses, type Effect, type OrderState } from './states.ts';

/** What is stored when a raw event arrives. */
export interface Found {
  /** Undefined where there is no order. */
  readonly status: OrderState | undefined;
  /** Whether its saga leads it: no raw event moves it then. @default false */
  readonly hasSaga?: boolean;
  /** Whether the event's own row was applied; undefined where there is none. */
  readonly applied: boolean | undefined;
}

/**
 * What to do with a raw event: it creates its order, moves it, waits for its predecessor, is acknowledged
 * without effect, or is `lost`, because there is no row of it.
 */
export type SyncDecision =
  | { readonly kind: 'create' | 'wait' | 'lost' }
  | { readonly kind: 'move'; readonly from: OrderState; readonly to: OrderState }
  | { readonly kind: 'ignore'; readonly because: Exclude<Effect, 'apply' | 'wait'> | 'duplicate' };

export const syncDecision = (
  { status, hasSaga = false, applied }: Found,
  eventName: OrderEventName | typeof ORDER_PLACED_EVENT,
): SyncDecision => {
  if (applied === undefined) return { kind: 'lost' };
  if (applied) return { kind: 'ignore', because: 'duplicate' };
  if (eventName === ORDER_PLACED_EVENT)
    return status ? { kind: 'ignore', because: 'stale' } : { kind: 'create' };
  if (hasSaga) return { kind: 'ignore', because: 'forbidden' };
  // READY says that a shopping list is completed, and without a saga there is none.
  if (status && eventName === 'ORDER_READY_EVENT') return { kind: 'ignore', because: 'forbidden' };
  return status ? moveDecision(status, statusOf(eventName)) : { kind: 'wait' };
};

// There is one name for each status, in the same order.
const statusOf = (eventName: OrderEventName) =>
  orderStatuses[orderEventNames.indexOf(eventName)] as OrderState;

const moveDecision = (from: OrderState, to: OrderState): SyncDecision => {
  const effect = effectOf(from, to);
  if (effect === 'apply') return { kind: 'move', from, to };
  return effect === 'wait' ? { kind: 'wait' } : { kind: 'ignore', because: effect };
};
