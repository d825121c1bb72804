/** What the API answered so far, by the operation's name. */
export type Answers = Record<string, any>;

/** How the reader of the README runs one of its operations. */
interface Step {
  readonly as: 'tenant1' | 'caretaker';
  /** Statuses that the reader has seen before: which operation's subscription delivered what. */
  readonly once?: readonly (readonly [subscription: string, seen: object])[];
  /** What each `"…"` stands for, in order. */
  readonly fill?: (answers: Answers) => readonly string[];
  /** Whether an answer is what the reader waits for; until then the query is sent again. */
  readonly until?: (answer: any) => boolean;
}

const harbourHouse = ({ Apartments }: Answers) =>
  Apartments.listBuildings.items.find(({ name }: { name: string }) => name === 'Harbour House').apartments;
const flat = (answers: Answers, number: string): string =>
  harbourHouse(answers).find(({ apartmentNumber }: any) => apartmentNumber === number).id;
const store = ({ Stores }: Answers, name: RegExp): string =>
  Stores.listStores.items.find((item: any) => name.test(item.name)).id;
const service = ({ Catalog }: Answers): string =>
  Catalog.catalog.items.find((item: any) => item.slotMinutes !== null).id;
const basket = ({ Start }: Answers): string => Start.startBasket.id;

/** Every operation of the README, in its order. */
export const steps: Readonly<Record<string, Step>> = {
  MyBookings: { as: 'tenant1' },
  Apartments: { as: 'tenant1' },
  Book: { as: 'tenant1', fill: (answers) => [flat(answers, '201')] },
  Confirm: {
    as: 'caretaker',
    once: [['MyBookings', { status: 'PENDING' }]],
    fill: ({ Book }) => [Book.createApartmentBooking.id],
  },
  Stores: { as: 'tenant1', once: [['MyBookings', { status: 'APPROVED' }]] },
  Catalog: { as: 'tenant1', fill: (answers) => [store(answers, /lobby/i)] },
  MyOrders: { as: 'tenant1' },
  Stock: { as: 'tenant1' },
  Order: { as: 'tenant1' },
  Ordered: {
    as: 'tenant1',
    once: [
      ['MyOrders', { orderId: 'order-1', status: 'CREATED' }],
      ['MyOrders', { orderId: 'order-1', status: 'STOCK_ALLOCATED' }],
      ['MyOrders', { orderId: 'order-1', status: 'PAYMENT_ACCEPTED' }],
      ['Stock', { sku: 'moka-pot' }],
    ],
  },
  Ship: { as: 'caretaker' },
  Deliver: { as: 'caretaker', once: [['MyOrders', { orderId: 'order-1', status: 'SHIPPED' }]] },
  Restock: { as: 'caretaker', once: [['MyOrders', { orderId: 'order-1', status: 'DELIVERED' }]] },
  OrderAgain: { as: 'tenant1' },
  Cancel: { as: 'tenant1', once: [['MyOrders', { orderId: 'order-2', status: 'CREATED' }]] },
  Start: { as: 'tenant1', once: [['MyOrders', { orderId: 'order-2', status: 'CANCELED' }]] },
  Add: { as: 'tenant1', fill: (answers) => [basket(answers)] },
  CheckOut: { as: 'tenant1', fill: (answers) => [basket(answers), flat(answers, '101')] },
  Saga: {
    as: 'caretaker',
    once: [['MyOrders', { status: 'PAYMENT_ACCEPTED' }]],
    fill: (answers) => [basket(answers)],
    until: ({ saga }) => saga.status === 'COMPLETED',
  },
  Available: { as: 'caretaker' },
  Lists: { as: 'caretaker', until: ({ shoppingLists }) => shoppingLists.items.length > 0 },
  Take: { as: 'caretaker', fill: ({ Lists }) => [Lists.shoppingLists.items[0].id] },
  Complete: { as: 'caretaker', fill: ({ Lists }) => [Lists.shoppingLists.items[0].id] },
  Bring: {
    as: 'caretaker',
    once: [['MyOrders', { status: 'READY' }]],
    fill: (answers) => [basket(answers)],
  },
  Invoice: {
    as: 'tenant1',
    once: [['MyOrders', { status: 'SHIPPED' }]],
    fill: (answers) => [basket(answers)],
    until: ({ invoice }) => invoice.status === 'ADJUSTED',
  },
  Slots: { as: 'tenant1', fill: (answers) => [service(answers)] },
  BookService: { as: 'tenant1', fill: (answers) => [service(answers)] },
};
