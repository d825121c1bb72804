/** What the console of `npm start` opens, a tab each: a day of a resident and of the caretaker, with what is seeded. */
export const examples: readonly string[] = [
  `# As tenant1: who sells what, and for how much. The ids that other tabs ask for are in the answers.
query Stores {
  listStores(participating: true) { items { id name location } }
  listSkus { items { sku units } }
}

query Catalog {
  catalog(storeId: "…") { items { id name sku price slotMinutes version } }
}
`,
  `# As tenant1: follow your orders here, and place one in another tab.
subscription Orders {
  onOrderStatus { orderId status reason }
}
`,
  `# As tenant1: the catalogue says what it costs. Add price: 0.01 to a line, and be told the right one.
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
  `# As caretaker: the price of a product goes up, and its history says so. Orders that were placed keep theirs.
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
  `# As tenant1: find an apartment and book it. As caretaker: confirm the stay.
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
];
