import { apartmentSchema } from '../../../model/apartments/Apartment.ts';
import { orderSchema, type Order } from '../../../model/orders/Order.ts';
import { orderProgressSchema } from '../../../model/orders/OrderProgress.ts';
import type { OrderState } from '../../../model/orders/states.ts';
import { orderCardSchema, type OrderCard } from '../../../model/search/OrderCard.ts';
import { phaseOf, phasesUntil, type CardPhase } from '../../../model/search/states.ts';
import { bindEntity } from '../../platform/bindEntity.ts';
import { conditionMet } from '../../platform/transact.ts';

/** What cards are made of, and the cards. */
export const entities = {
  Apartment: bindEntity(apartmentSchema),
  Order: bindEntity(orderSchema),
  OrderCard: bindEntity(orderCardSchema),
  OrderProgress: bindEntity(orderProgressSchema),
};

/** What is stored that an order's card follows from. */
export interface CardSource {
  readonly order: Order;
  /** Undefined where it is only CREATED. */
  readonly status: OrderState | undefined;
  /** `''` where it is brought nowhere. */
  readonly buildingId: string;
}

/** The card of an order. */
export const cardOf = ({ order, status = 'CREATED', buildingId }: CardSource): OrderCard => ({
  ...order,
  phase: phaseOf(status),
  buildingId,
});

/**
 * Stores a card, unless there is one of a later phase: whoever wrote that read the order later. Nothing else of a card
 * ever changes, so this is all that a late or repeated write could do wrong. `wrong` is the phase of a card that is
 * stored, and that its order has not reached: it gives way, too.
 */
export const putCard = (card: OrderCard, wrong: readonly CardPhase[] = []): Promise<boolean> =>
  conditionMet(
    entities.OrderCard.put(card)
      .where(({ phase }, { eq, notExists }) =>
        [notExists(phase), ...[...phasesUntil(card.phase), ...wrong].map((each) => eq(phase, each))].join(
          ' OR ',
        ),
      )
      .go(),
  );
