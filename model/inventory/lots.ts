/** Most units that one lot brings. */
export const MAX_LOT_UNITS = 1_000_000;
