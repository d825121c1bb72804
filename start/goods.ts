/** Units of a SKU that come in together. */
export interface Lot {
  readonly sku: string;
  readonly lotId: string;
  /** More than 0. */
  readonly units: number;
}

/** What the shop has when it opens. */
export const goods: readonly Lot[] = [
  { sku: 'door-mat', lotId: 'opening', units: 8 },
  { sku: 'grand-piano', lotId: 'opening', units: 1 },
  { sku: 'moka-pot', lotId: 'opening', units: 12 },
  { sku: 'reading-lamp', lotId: 'opening', units: 20 },
];
