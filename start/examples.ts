import type { ConsoleExample } from '../local/ConsoleExample.ts';

/** What the console of `npm start` opens, a tab each: a day of a resident and of the caretaker, with what is seeded. */
export const examples: readonly ConsoleExample[] = [
  {
    name: 'Stores',
    username: 'tenant1',
    query: `# Who sells what, and for how much. The ids that other tabs ask for are in the answers.
query Stores {
  listStores(participating: true) { items { id name location } }
  listSkus { items { sku units } }
}

query Catalog {
  catalog(storeId: "…") { items { id name sku price slotMinutes version } }
}
`,
  },
  {
    name: 'Follow orders',
    username: 'tenant1',
    query: `# Follow your orders here, and place one in another tab.
subscription Orders {
  onOrderStatus { orderId status reason }
}
`,
  },
  {
    name: 'Order',
    username: 'tenant1',
    query: `# The catalogue says what it costs. Add price: 0.01 to a line, and be told the right one.
mutation Order {
  placeOrder(input: { orderId: "order-1", lines: [{ sku: "rolls-6", units: 2 }, { sku: "moka-pot", units: 1 }] }) {
    id
    status
  }
}

query Ordered {
  order(orderId: "order-1") {
    status
    amount
    lines { sku units price productVersion }
    timeline { eventName }
    payment { paymentStatus amount }
  }
}
`,
  },
  {
    name: 'Prices',
    username: 'caretaker',
    query: `# The price of a product goes up, and its history says so. Orders that were placed keep theirs.
mutation Price {
  increaseProductPrice(productId: "…", price: 26.5, expectedVersion: 1) { name price version }
}

query History {
  product(id: "…") { name price history { items { version eventName price updatedOn } } }
}

mutation Ship {
  shipOrder(orderId: "order-1") { id status }
}
`,
  },
  {
    name: 'Apartments',
    username: 'tenant1',
    query: `# Find an apartment and book it. As caretaker: confirm the stay.
query Apartments {
  listBuildings { items { name apartments { id apartmentNumber apartmentStatus } } }
}

mutation Book {
  createApartmentBooking(input: { apartmentId: "…", startDate: "2031-03-10", endDate: "2031-03-13" }) { id status }
}

mutation Confirm {
  confirmBooking(bookingId: "…") { status }
}
`,
  },
  {
    name: 'Basket',
    username: 'tenant1',
    query: `# Fill a basket and have it brought to your door. Tara, who is tenant1, lives in 101 of Harbour House.
mutation Start {
  startBasket { id version }
}

mutation Add {
  addToBasket(basketId: "…", sku: "rolls-6", units: 2) { version amount items { sku units price } }
}

mutation CheckOut {
  checkOutBasket(basketId: "…", version: 2, expectedAmount: 7.2, deliverTo: "…") { id status }
}

query Brought {
  order(orderId: "…") { status flow amount payment { paymentStatus } }
}

query Invoice {
  invoice(id: "order:…") { status amount document }
}
`,
  },
  {
    name: 'Shopping lists',
    username: 'caretaker',
    query: `# Take a shopping list, say what was missing, and bring the rest.
mutation Available {
  setAvailability(available: true) { available }
}

query Lists {
  shoppingLists(status: AVAILABLE) { items { id apartmentNumber stops { items { sku name units } } } }
}

mutation Take {
  assignShoppingList(listId: "…") { status }
}

mutation Complete {
  completeShoppingList(listId: "…", missing: [{ sku: "rolls-6", units: 1 }]) { status }
}

mutation Bring {
  shipOrder(orderId: "…") { status }
}

query Saga {
  saga(orderId: "…") { status events { eventName } }
}
`,
  },
  {
    name: 'Services',
    username: 'tenant1',
    query: `# Book a service by its free slots.
query Slots {
  availableSlots(serviceId: "…", from: "2031-03-10", to: "2031-03-10") { dateTime free }
}

mutation BookService {
  createServiceBooking(input: { serviceId: "…", dateTime: "2031-03-10T09:00:00Z" }) { id status }
}
`,
  },
];
