import { ProjectOrders } from '../../model/search/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError } from '../platform/errors.ts';
import { cardOf, entities, putCard } from './shared/cards.ts';
import { rebuildCards } from './shared/rebuild.ts';

/**
 * Keeps the card that each order is searched by, and makes all cards again when a message asks for it. A card is made
 * of what is stored, whatever an event says.
 */
export const handler = eachRecord({
  step: 'projectOrders',
  schema: ProjectOrders,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S', 'rebuild'],
  independent: true,
  // Two messages of one order would write the same card at the same time.
  sharedRowPath: 'detail.eventData.orderId.S',
  handle: (message) => ('rebuild' in message ? rebuildCards(message) : projectOrder(message.orderId)),
});

/** Both rows are read consistently: the event was announced once they were written. */
const projectOrder = async (orderId: string) => {
  const [{ data: order }, { data: progress }] = await Promise.all([
    entities.Order.get({ orderId }).go({ consistent: true }),
    entities.OrderProgress.get({ orderId }).go({ consistent: true }),
  ]);
  if (!order) throw new PermanentError('NotFound', `There is no order ${orderId}`);
  const buildingId = await findBuilding(order);
  const isNew = await putCard(cardOf({ order, status: progress?.status, buildingId }));
  return isNew ? 'written' : 'later';
};

/** The building of the apartment an order is brought to. Once it is gone, the card still says what it said. */
const findBuilding = async ({ orderId, deliverTo }: { orderId: string; deliverTo?: string | undefined }) => {
  if (deliverTo === undefined) return '';
  const { data: apartment } = await entities.Apartment.get({ id: deliverTo }).go();
  if (apartment) return apartment.buildingId;
  const { data: card } = await entities.OrderCard.get({ orderId }).go();
  return card?.buildingId ?? '';
};
