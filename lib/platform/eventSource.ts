/** `source` of every event on the bus, and of nothing else. */
export const eventSource = 'frontdesk';
