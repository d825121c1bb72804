import type { CardPhase } from './states.ts';

/**
 * Keys of orders' cards as resolvers write them. `test/model/search/keys.test.ts` compares them with ElectroDB's. Both
 * indexes sort cards by the moment at which their orders were placed.
 */
export const cardKey = (orderId: string) => ({ pk: `CARD#${orderId}`, sk: 'CARD' });

/** The partition of an index that lists the cards of a phase. */
export const phaseCardsKey = (phase: CardPhase | '*') => `CARDS#${phase}`;

/** The partition of an index that lists the cards of orders which are brought to a building. */
export const buildingCardsKey = (buildingId: string) => `BUILDING_CARDS#${buildingId}`;

/** How the sort keys of cards begin in both indexes. */
export const cardSortPrefix = 'CARD#';
