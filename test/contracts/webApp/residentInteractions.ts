import type { Expectation } from './Expectation.ts';

/** The nights that pages ask about: those of the stays of `states.ts`. */
export const dates = {
  ...{ from: '2027-03-01', to: '2027-04-01' },
  ...{ startDate: '2027-03-10', endDate: '2027-03-13', withPrice: true },
};
const stay = {
  apartmentId: '${apartmentId}',
  startDate: '2027-03-10',
  endDate: '2027-03-13',
  clientToken: 'token',
};
const appointment = { serviceId: '${serviceId}', dateTime: '2027-03-10T08:00:00.000Z', clientToken: 'token' };
const item = { basketId: '${basketId}', sku: '${sku}' };
/** Which kind of booking a person has. */
export const stays = { types: { Booking: 'ApartmentBooking' } };
export const appointments = { types: { Booking: 'ServiceBooking' } };

const session: readonly Expectation[] = [
  { operation: 'MyAccount', as: 'resident', given: 'a resident', variables: { id: '${userId}' } },
  {
    ...{
      operation: 'MyAccount',
      about: 'before there is one',
      as: 'resident',
      given: 'somebody who signed up',
    },
    ...{ variables: { id: '${userId}' }, nulls: ['getUserAccount'] },
  },
  {
    ...{ operation: 'CreateMyAccount', as: 'resident', given: 'somebody who signed up' },
    variables: { input: { email: '${email}', firstName: 'Ada', lastName: 'Example', phone: null } },
  },
  {
    ...{ operation: 'ChangeMyAccount', as: 'resident', given: 'a resident' },
    variables: { input: { firstName: 'Ada', phone: '+4940123456' } },
  },
];

const resident: readonly Expectation[] = [
  { operation: 'Buildings', as: 'resident', given: 'an apartment' },
  {
    ...{ operation: 'BuildingApartments', as: 'resident', given: 'an apartment with a confirmed stay' },
    variables: { buildingId: '${buildingId}', ...dates },
  },
  {
    ...{ operation: 'StayOffer', as: 'resident', given: 'an apartment with a confirmed stay' },
    variables: { id: '${apartmentId}', ...dates },
  },
  { operation: 'BookStay', as: 'resident', given: 'an apartment', variables: { input: stay } },
  {
    ...{ operation: 'BookStay', about: 'for nights that are taken', refused: 'DatesTaken', as: 'resident' },
    ...{ given: 'an apartment with a confirmed stay', variables: { input: stay } },
  },
  {
    ...{ operation: 'BookStay', about: 'twice', refused: 'BookingInProgress', as: 'resident' },
    ...{ given: 'a stay that waits', variables: { input: { ...stay, clientToken: 'another' } } },
  },
  { operation: 'MyBookings', about: 'of stays', as: 'resident', given: 'a paid stay', ...stays },
  {
    ...{ operation: 'MyBookings', about: 'of services', as: 'resident', given: 'an appointment that waits' },
    ...appointments,
  },
  {
    ...{ operation: 'OneBooking', about: 'that is paid', as: 'resident', given: 'a paid stay', ...stays },
    variables: { id: '${bookingId}' },
  },
  {
    ...{ operation: 'OneBooking', about: 'of a service', as: 'resident', given: 'an appointment that waits' },
    ...{ ...appointments, variables: { id: '${bookingId}' }, nulls: ['getBooking.payment'] },
  },
  {
    ...{ operation: 'OneBooking', about: 'that is not stored yet', as: 'resident', given: 'a resident' },
    ...{ variables: { id: 'no-booking' }, nulls: ['getBooking'] },
  },
  {
    ...{ operation: 'MyBookingStatus', as: 'resident', given: 'a stay that waits' },
    ...{ variables: { userId: '${userId}' }, when: 'the desk confirms the stay' },
  },
  {
    ...{ operation: 'PayBooking', as: 'resident', given: 'a confirmed stay' },
    variables: { bookingId: '${bookingId}' },
  },
  {
    ...{ operation: 'PayBooking', about: 'before it is confirmed', refused: 'StateConflict', as: 'resident' },
    ...{ given: 'a stay that waits', variables: { bookingId: '${bookingId}' } },
  },
  {
    ...{ operation: 'CancelBooking', as: 'resident', given: 'a stay that waits' },
    variables: { bookingId: '${bookingId}' },
  },
  {
    ...{ operation: 'CancelBooking', about: 'of somebody else', refused: 'Forbidden', as: 'resident' },
    ...{ given: 'a stay of somebody else', variables: { bookingId: '${bookingId}' } },
  },
  { operation: 'BookingInvoice', as: 'resident', given: 'a paid stay', variables: { id: '${invoiceId}' } },
  { operation: 'MyOrders', as: 'resident', given: 'a paid order', variables: { userId: '${userId}' } },
  { operation: 'OneOrder', as: 'resident', given: 'a paid order', variables: { orderId: '${orderId}' } },
  { operation: 'ProductName', as: 'resident', given: 'a paid order', variables: { id: '${productId}' } },
  {
    ...{ operation: 'MyOrderStatus', as: 'resident', given: 'a shop' },
    ...{ variables: { userId: '${userId}' }, when: 'the resident orders' },
  },
  { operation: 'CancelOrder', as: 'resident', given: 'a paid order', variables: { orderId: '${orderId}' } },
  {
    ...{ operation: 'CancelOrder', about: 'that is under way', refused: 'StateConflict', as: 'resident' },
    ...{ given: 'an order that is under way', variables: { orderId: '${orderId}' } },
  },
  {
    ...{ operation: 'CancelOrder', about: 'that nobody placed', refused: 'NotFound', as: 'resident' },
    ...{ given: 'a resident', variables: { orderId: 'no-order' } },
  },
];

const shop: readonly Expectation[] = [
  { operation: 'Stores', as: 'resident', given: 'a shop' },
  { operation: 'Catalog', as: 'resident', given: 'a shop', variables: { storeId: '${storeId}' } },
  { operation: 'Stock', as: 'resident', given: 'a shop' },
  { operation: 'StockWatches', as: 'resident', given: 'a product that the resident waits for' },
  {
    ...{ operation: 'NotifyWhenInStock', as: 'resident', given: 'a product that is sold out' },
    variables: { sku: '${sku}', wanted: true },
  },
  { operation: 'StockChanged', as: 'resident', given: 'a shop', when: 'a lot arrives' },
  { operation: 'CatalogChanged', as: 'resident', given: 'a shop', when: 'a price changes' },
  { operation: 'OpenBasket', as: 'resident', given: 'an open basket' },
  { operation: 'OpenBasket', about: 'of nobody', as: 'resident', given: 'a resident', nulls: ['openBasket'] },
  { operation: 'StartBasket', as: 'resident', given: 'a resident' },
  {
    ...{ operation: 'AddToBasket', as: 'resident', given: 'an open basket' },
    variables: { ...item, units: 1 },
  },
  {
    ...{ operation: 'AddToBasket', about: 'of what nobody sells', refused: 'NotOffered', as: 'resident' },
    ...{ given: 'an open basket', variables: { ...item, sku: 'sold-by-nobody', units: 1 } },
  },
  {
    ...{ operation: 'SetBasketUnits', as: 'resident', given: 'an open basket' },
    variables: { ...item, units: 3 },
  },
  { operation: 'RemoveFromBasket', as: 'resident', given: 'an open basket', variables: item },
  {
    ...{ operation: 'CheckOutBasket', as: 'resident', given: 'an open basket' },
    variables: {
      basketId: '${basketId}',
      version: '${version}',
      expectedAmount: '${amount}',
      deliverTo: null,
    },
  },
  {
    ...{ operation: 'CheckOutBasket', about: 'of another amount', refused: 'BasketChanged', as: 'resident' },
    ...{ given: 'an open basket' },
    variables: { basketId: '${basketId}', version: '${version}', expectedAmount: 1, deliverTo: null },
  },
  {
    ...{ operation: 'HomesOfBuilding', as: 'resident', given: 'an apartment' },
    variables: { buildingId: '${buildingId}' },
  },
  { operation: 'Service', as: 'resident', given: 'a service', variables: { id: '${serviceId}' } },
  {
    ...{ operation: 'Slots', as: 'resident', given: 'a service' },
    variables: { serviceId: '${serviceId}', from: '2027-03-10', to: '2027-03-11' },
  },
  { operation: 'BookService', as: 'resident', given: 'a service', variables: { input: appointment } },
  {
    ...{ operation: 'BookService', about: 'at a time that is taken', refused: 'SlotTaken', as: 'resident' },
    ...{ given: 'a service that is booked out', variables: { input: appointment } },
  },
];

const messages: readonly Expectation[] = [
  { operation: 'Messages', as: 'resident', given: 'a confirmed stay' },
  { operation: 'UnreadMessages', as: 'resident', given: 'a confirmed stay' },
  {
    ...{ operation: 'MessagePreferences', about: 'that nobody has changed', as: 'resident' },
    ...{ given: 'a resident', nulls: ['notificationPreferences.quietHours'] },
  },
  { operation: 'MessagePreferences', as: 'resident', given: 'a resident who wants quiet nights' },
  {
    ...{ operation: 'SetMessagePreferences', as: 'resident', given: 'a resident' },
    variables: { input: { channels: ['EMAIL'], language: 'DE', quietHours: null } },
  },
  {
    ...{ operation: 'ChangePhone', as: 'resident', given: 'a resident' },
    variables: { phone: '+4940123457' },
  },
  {
    ...{ operation: 'VerifyPhone', as: 'resident', given: 'a number that waits for its code' },
    variables: { code: '${code}' },
  },
  {
    ...{ operation: 'MarkMessagesRead', as: 'resident', given: 'a message' },
    variables: { ids: ['${messageId}'] },
  },
  {
    ...{ operation: 'NewMessage', as: 'resident', given: 'a stay that waits' },
    ...{ variables: { userId: '${userId}' }, when: 'the desk confirms the stay' },
  },
];

const calendar: readonly Expectation[] = [
  { operation: 'CreateCalendarLink', as: 'resident', given: 'a resident' },
  { operation: 'RevokeCalendarLink', as: 'resident', given: 'a calendar that is linked to' },
];

/** What a resident's pages send. */
export const residentInteractions = [...session, ...resident, ...shop, ...messages, ...calendar] as const;
