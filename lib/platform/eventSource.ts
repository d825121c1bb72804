/** `source` of every event that a row announces, and of nothing else. */
export const eventSource = 'frontdesk';

/** `source` of the stock levels that follow from SKUs' rows. */
export const stockSource = 'frontdesk.stock';
