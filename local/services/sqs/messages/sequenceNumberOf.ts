/** Twenty digits that grow with every message of a FIFO queue. */
export const sequenceNumberOf = (order: number) => `188${String(order).padStart(17, '0')}`;
