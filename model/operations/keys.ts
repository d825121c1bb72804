/** The row that says until when figures are published: as long as somebody looks. */
export const operationsWatchKey = { pk: 'OPERATIONS', sk: 'WATCH' };
