/** Most units of one lot: what GraphQL's `Int` holds. */
export const MAX_LOT_UNITS = 2_147_483_647;
