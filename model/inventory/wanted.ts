/** So many units of a SKU. */
export interface Wanted {
  readonly sku: string;
  readonly units: number;
}

/** What is wanted of each SKU: lines that name one twice are summed. By name, so that transactions agree on an order. */
export const wantedOf = (lines: readonly Wanted[]): Wanted[] => {
  const skus = lines.map(({ sku }) => sku);
  return skus
    .filter((sku, index) => skus.indexOf(sku) === index)
    .sort()
    .map((sku) => ({
      sku,
      units: lines.filter((line) => line.sku === sku).reduce((sum, { units }) => sum + units, 0),
    }));
};
