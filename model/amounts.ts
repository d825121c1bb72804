/** The highest price of a unit, in whole cents. */
export const MAX_PRICE_CENTS = 100_000_00;

/**
 * A decimal price in whole cents; undefined where it has parts of a cent, however small. Exact: of all decimals, whole
 * cents are those that a hundredth of their cents is read as. What is beyond `MAX_PRICE_CENTS` is not asked for here.
 */
export const centsOf = (price: number): number | undefined => {
  const cents = Math.round(price * 100);
  if (cents / 100 !== price) return undefined;
  // -0 is a price of nothing too, but no number of cents that JSON could tell.
  return cents === 0 ? 0 : cents;
};
