import * as baskets from '../../model/baskets/messages.ts';
import * as bookings from '../../model/bookings/messages.ts';
import * as catalog from '../../model/catalog/messages.ts';
import * as deadLetters from '../../model/deadLetters/messages.ts';
import * as fulfilment from '../../model/fulfilment/messages.ts';
import * as inventory from '../../model/inventory/messages.ts';
import type { MessageFormat } from '../../model/messageFormats.ts';
import * as notifications from '../../model/notifications/messages.ts';
import * as orders from '../../model/orders/messages.ts';
import * as payments from '../../model/payments/messages.ts';
import * as sagas from '../../model/sagas/messages.ts';
import * as search from '../../model/search/messages.ts';
import { markEventApplied } from '../../model/upgrades.ts';

/**
 * What each worker takes, by the name of its step: an edited body is checked with it before it is sent. A test holds it to
 * what the workers themselves say.
 */
export const messageFormats: Readonly<Record<string, MessageFormat<unknown>>> = {
  createApartmentBooking: { schema: bookings.CreateApartmentBooking },
  createServiceBooking: { schema: bookings.CreateServiceBooking },
  rejectCompetingBookings: { schema: bookings.BookingEventMessage, upgrades: [markEventApplied] },
  sweepBaskets: { schema: baskets.SweepBaskets },
  sweepBookings: { schema: bookings.SweepBookings },
  allocateOrderStock: { schema: inventory.OrderCreated },
  compensateCanceledOrder: { schema: inventory.OrderCanceled },
  completeOrderPaymentAccepted: { schema: inventory.OrderPaymentAccepted },
  deallocateOrderPaymentRejected: { schema: inventory.OrderPaymentRejected },
  restockSku: { schema: inventory.SkuRestocked },
  placeOrder: { schema: orders.PlaceOrder },
  syncOrder: { schema: orders.RawOrderEvent },
  projectOrders: { schema: search.ProjectOrders },
  payBooking: { schema: payments.PayBooking },
  processOrderPayment: { schema: payments.AllocatedOrder },
  refundMissingUnits: { schema: payments.CompletedList },
  settleSagaPayments: { schema: payments.SagaPaymentCommand },
  refundCanceledOrder: { schema: payments.CanceledOrder },
  refundCancelledBooking: { schema: payments.EndedBooking, upgrades: [markEventApplied] },
  createOrderSaga: { schema: sagas.SagaMessage },
  sweepSagas: { schema: sagas.SweepSagas },
  updateOffers: { schema: catalog.ParticipationChanged },
  rebuildCatalog: { schema: catalog.RebuildCatalog },
  runShoppingCommands: { schema: fulfilment.ShoppingCommand },
  recordDeadLetters: { schema: deadLetters.RecordDeadLetters },
  createNotifications: { schema: notifications.CreateNotifications },
  forgetPerson: { schema: notifications.ForgetPerson },
  sendNotifications: { schema: notifications.SendNotifications },
  sweepNotifications: { schema: notifications.SweepNotifications },
  moveLetters: { schema: deadLetters.MoveLetters },
};
