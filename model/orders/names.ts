/** Shortest order id, SKU and lot id, in characters. */
export const MIN_NAME = 4;
