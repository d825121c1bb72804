/**
 * Saga keys as resolvers write them. `test/model/sagas/keys.test.ts` compares them with ElectroDB's. A saga and its events
 * are in one partition, which does not begin with `EVENTS#`: nobody writes there through the chaos door.
 */

/** How rows spell the number of a command: in eight digits, which sort as numbers do. */
export const commandPlace = (number: number) => `0000000${number}`.slice(-8);

export const sagaPartition = (orderId: string) => `SAGA#createOrder#${orderId}`;

export const sagaKey = (orderId: string) => ({ pk: sagaPartition(orderId), sk: 'STATE' });

/** How the sort keys of a saga's events begin. */
export const sagaEventPrefix = 'EVENT#';

/**
 * What an event is to its command. A command has one reply: the participant that did it writes the row, or the saga where it
 * calls the command off, and whoever comes second is refused.
 */
export const sagaEventParts = ['COMMAND', 'REPLY', 'RETRIED', 'STUCK', 'ENDED'] as const;
export type SagaEventPart = (typeof sagaEventParts)[number];

/** An event of the saga's `commandNumber`th command. Later attempts at a command write its COMMAND, RETRIED and STUCK anew. */
export const sagaEventKey = (orderId: string, commandNumber: number, part: SagaEventPart) => ({
  pk: sagaPartition(orderId),
  sk: `${sagaEventPrefix}${commandPlace(commandNumber)}#${part}`,
});

/** The partition of an index that lists the sagas of a status, by when they began. Those that have ended are in none. */
export const listedSagasKey = (status: string) => `SAGAS#${status}`;

/** How its sort keys begin there. */
export const sagaSortPrefix = 'SAGA#';
