/**
 * Keys of the rows that say what lies in the dead-letter queues, as resolvers write them.
 * `test/model/deadLetters/letterKeys.test.ts` compares them with ElectroDB's.
 */
export const deadLetterKey = (letterId: string) => ({ pk: `DEAD_LETTER#${letterId}`, sk: 'DEAD_LETTER' });

export const deadLetterBodyKey = (letterId: string) => ({ pk: `DEAD_LETTER#${letterId}`, sk: 'BODY' });

/** The partition of an index that lists all open letters. */
export const allDeadLettersKey = 'DEAD_LETTERS';

/** The partition of an index that lists the open letters of a queue. */
export const queueDeadLettersKey = (queueName: string) => `DEAD_LETTERS#${queueName}`;

/** How the sort keys of letters begin in both indexes, before the instant of the death. */
export const deadLetterSortPrefix = 'DIED#';

/** The partition of what is known of each queue. */
export const queueScansKey = 'DEAD_LETTER_QUEUES';

/** The partition of a letter's events. */
export const deadLetterEventPartition = (letterId: string) => `EVENTS#DEAD_LETTER_ID#${letterId}`;

/** The partition of the event that says how far a run is. */
export const letterRunEventPartition = (runId: string) => `EVENTS#LETTER_RUN_ID#${runId}`;
