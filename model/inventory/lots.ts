/** Most units that one lot brings. */
export const MAX_LOT_UNITS = 1_000_000;

/**
 * Most units on hand that a lot may bring a SKU to. GraphQL's `Int`, as which they are told, holds twice as many
 * and more: what is left is room for units that come back, which nothing may refuse.
 */
export const MAX_SKU_UNITS = 1_000_000_000;
