import type { NewProduct, NewStore } from './catalog.ts';

/** Units of a SKU that come in together. */
export interface Lot {
  readonly sku: string;
  readonly lotId: string;
  /** More than 0. */
  readonly units: number;
}

const timeZone = 'Europe/Berlin';

/** Who sells, what, and for how much. Lamps of brass are offered before the first come in. */
export const stores: readonly (NewStore & { readonly products: readonly Omit<NewProduct, 'storeId'>[] })[] = [
  {
    name: 'Lobby shop',
    location: 'Harbour House, ground floor',
    participating: true,
    products: [
      { sku: 'brass-lamp', name: 'Brass lamp', description: 'With a shade of linen', price: 49.5 },
      { sku: 'door-mat', name: 'Door mat', description: 'Coconut fibre, 60 by 40 cm', price: 18 },
      { sku: 'grand-piano', name: 'Grand piano', description: 'Walnut, tuned, carried up', price: 100_000 },
      { sku: 'moka-pot', name: 'Moka pot', description: 'For three cups', price: 24.9 },
      { sku: 'reading-lamp', name: 'Reading lamp', description: 'To clamp to a shelf', price: 39 },
      {
        name: 'Boiler check',
        description: 'The caretaker checks boiler and radiators',
        price: 45,
        slotMinutes: 60,
        capacity: 1,
        timeZone,
      },
    ],
  },
  {
    name: 'Quay Bakery',
    location: '3 Quay Street',
    participating: true,
    products: [
      { sku: 'rolls-6', name: 'Six rolls', description: 'Wheat and rye, baked this morning', price: 3.6 },
      { sku: 'rye-loaf', name: 'Loaf of rye', description: 'Sourdough, a kilogram', price: 5.2 },
    ],
  },
  {
    name: 'Bright and Clean',
    location: '8 Orchard Lane',
    participating: true,
    products: [
      {
        name: 'Apartment cleaning',
        description: 'Two people, all rooms',
        price: 58,
        slotMinutes: 120,
        capacity: 2,
        timeZone,
      },
      {
        name: 'Window cleaning',
        description: 'Inside and outside',
        price: 32.5,
        slotMinutes: 60,
        capacity: 1,
        timeZone,
      },
      { sku: 'laundry-bag', name: 'Laundry, a bag', description: 'Washed, dried and folded', price: 14 },
    ],
  },
];

/** The shop's opening stock. */
export const goods: readonly Lot[] = [
  { sku: 'door-mat', lotId: 'opening', units: 8 },
  { sku: 'grand-piano', lotId: 'opening', units: 1 },
  { sku: 'moka-pot', lotId: 'opening', units: 12 },
  { sku: 'reading-lamp', lotId: 'opening', units: 20 },
  { sku: 'rolls-6', lotId: 'opening', units: 40 },
  { sku: 'rye-loaf', lotId: 'opening', units: 12 },
  { sku: 'laundry-bag', lotId: 'opening', units: 30 },
];
