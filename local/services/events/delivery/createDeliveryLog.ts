import type { Journal } from '../../../platform/journal/Journal.ts';
import type { Delivery } from './Delivery.ts';

/** Deliveries that are not over, for after a restart. */
export interface DeliveryLog {
  /** What an earlier run had not ended, in the order it began. */
  readonly remembered: readonly NotedDelivery[];
  /** Notes a delivery, or that it is tried again at `dueAt`, epoch milliseconds. */
  noted(delivery: Delivery, dueAt: number): void;
  ended(delivery: Pick<Delivery, 'id'>): void;
}

/** A delivery whose rule and target are named, not held: both are made anew from the template. */
export interface NotedDelivery extends Omit<Delivery, 'rule' | 'target'> {
  readonly busName: string;
  readonly ruleName: string;
  readonly targetId: string;
  readonly dueAt: number;
}

const TREE = 'events/deliveries';

export const createDeliveryLog = (journal: Journal): DeliveryLog => ({
  remembered: [...journal.entries(TREE)].map(([, note]) => note),
  noted({ rule, target, ...delivery }, dueAt) {
    const value: NotedDelivery = {
      ...delivery,
      busName: rule.busName,
      ruleName: rule.name,
      targetId: target.Id,
      dueAt,
    };
    journal.append([{ tree: TREE, key: delivery.id, value }]);
  },
  ended: ({ id }) => journal.append([{ tree: TREE, key: id }]),
});
