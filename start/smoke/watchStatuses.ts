import { type Endpoint, subscribe, type Subscription } from '../subscribe.ts';

/** What subscriptions delivered, and waiting for it. */
export interface Statuses extends Subscription {
  /** Resolves once this id was announced with this status. Rejects when time is up, with all that was announced of it. */
  until(id: string, status: string): Promise<void>;
}

export interface Watching {
  /** Longest wait for one status, in milliseconds. */
  readonly waitMs: number;
  readonly stop: AbortSignal;
}

interface Update {
  readonly id: string;
  readonly status: string;
}

interface Booked {
  readonly onBookingStatus: Update;
}

interface Ordered {
  readonly onOrderStatus: { readonly orderId: string; readonly status: string };
}

interface Stocked {
  readonly onStockLevel: { readonly sku: string; readonly units: number };
}

const BOOKINGS = 'subscription { onBookingStatus { id userId apartmentId status reason updatedOn } }';
const STOCK = 'subscription { onStockLevel { sku units version updatedOn } }';
const ORDERS = 'subscription { onOrderStatus { orderId userId status reason updatedOn } }';

/** Follows all bookings and orders that this user may see, and all stock, whose statuses are `IN_STOCK` and `OUT_OF_STOCK`. */
export async function watchStatuses(endpoint: Endpoint, watching: Watching): Promise<Statuses> {
  const seen: Update[] = [];
  const waiting = new Set<() => void>();
  const onUpdate = (update: Update) => {
    seen.push(update);
    for (const look of [...waiting]) look();
  };
  const subscriptions = await Promise.all([
    subscribe(endpoint, BOOKINGS, (data: Booked) => onUpdate(data.onBookingStatus)),
    subscribe(endpoint, ORDERS, ({ onOrderStatus }: Ordered) =>
      onUpdate({ id: onOrderStatus.orderId, status: onOrderStatus.status }),
    ),
    subscribe(endpoint, STOCK, ({ onStockLevel }: Stocked) =>
      onUpdate({ id: onStockLevel.sku, status: onStockLevel.units > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK' }),
    ),
  ]);
  return {
    until: (id, status) => waitFor({ id, status }, { seen, waiting, ...watching }),
    close: () => subscriptions.forEach((subscription) => subscription.close()),
  };
}

interface Waiting extends Watching {
  readonly seen: readonly Update[];
  readonly waiting: Set<() => void>;
}

function waitFor(wanted: Update, { seen, waiting, waitMs, stop }: Waiting): Promise<void> {
  const late = AbortSignal.any([AbortSignal.timeout(waitMs), stop]);
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      waiting.delete(look);
      late.removeEventListener('abort', giveUp);
      end();
    };
    const look = () => {
      if (seen.some(({ id, status }) => id === wanted.id && status === wanted.status)) settle(resolve);
    };
    const giveUp = () => settle(() => reject(new Error(describeMissing(wanted, seen, stop, waitMs))));
    waiting.add(look);
    late.addEventListener('abort', giveUp);
    look();
  });
}

function describeMissing(
  { id, status }: Update,
  seen: readonly Update[],
  stop: AbortSignal,
  waitMs: number,
): string {
  if (stop.aborted) return 'interrupted';
  const came = seen.filter((update) => update.id === id).map((update) => update.status);
  return `${status} was not published within ${waitMs / 1000} s; of ${id} came ${came.join(', ') || 'nothing'}`;
}
