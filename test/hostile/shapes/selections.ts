import type { Chance } from '../Chance.ts';
import type { Shape } from '../Attack.ts';
import { many, nested } from './fragments.ts';
import { graphqlRequest } from './graphqlRequest.ts';
import { strangeName } from './values.ts';

/** One field asked for thousands of times: under other names, under the same, and under names that objects have. */
export const aliases: Shape = {
  name: 'aliases',
  weight: 0.6,
  generate: (chance, known) => graphqlRequest(chance, known, { query: chance.pick(aliased)(chance) }),
};

const leaf = '{ items { id name } }';

const aliased: readonly ((chance: Chance) => string)[] = [
  (chance) => `{ ${many(chance.size(8000), (at) => `a${at}: __typename`)} }`,
  (chance) => `{ ${many(chance.size(2000), (at) => `a${at}: listBuildings ${leaf}`)} }`,
  (chance) => `{ ${many(chance.size(3000), () => `listBuildings ${leaf}`)} }`,
  (chance) => `{ ${many(chance.size(2000), (at) => `a: getBuilding(id: "${at}") { id }`)} }`,
  (chance) => `{ ${many(chance.size(2000), () => `a: listBuildings(pagination: { limit: 1 }) ${leaf}`)} }`,
  (chance) =>
    `{ listBuildings { items { ${many(chance.size(3000), (at) => `a${at}: apartments { id }`)} } } }`,
  (chance) => `{ ${strangeName(chance)}: __typename b: __typename }`,
  (chance) =>
    `{ ${strangeName(chance)}: listBuildings { ${strangeName(chance)}: items { ${strangeName(chance)}: id } } }`,
  (chance) => `{ ${'a'.repeat(chance.size(500_000))}: __typename }`,
  (chance) =>
    `mutation { ${many(chance.size(300), (at) => `a${at}: cancelOrder(orderId: "none-${at}") { id }`)} }`,
];

/** Selections within selections, those that the schema knows and those that it does not. */
export const deepSelections: Shape = {
  name: 'deep selections',
  weight: 4,
  generate: (chance, known) => graphqlRequest(chance, known, { query: chance.pick(deep)(chance) }),
};

const deep: readonly ((chance: Chance) => string)[] = [
  (chance) => nested(chance.size(15_000), 'a', 'a'),
  (chance) => `{ ${'a { '.repeat(chance.size(100_000))}`,
  (chance) => nested(chance.size(2000), 'listBuildings { items', 'id'),
  (chance) => nested(chance.size(2000), '... on Query { listBuildings { items', 'id').replace(/ }$/, ''),
  (chance) => `query q${chance.size(9)}(${'$a: '.repeat(chance.size(50))}) { __typename }`,
  (chance) =>
    `query ($a: ${'['.repeat(chance.size(8000))}Int${']'.repeat(chance.size(8000))}) { __typename }`,
  (chance) => `${'{'.repeat(chance.size(200_000))}`,
  (chance) => `${'}'.repeat(chance.size(200_000))}`,
];

/** Introspection that goes around in circles: each type has fields, each field a type. */
export const introspection: Shape = {
  name: 'introspection',
  weight: 1.5,
  generate: (chance, known) => graphqlRequest(chance, known, { query: chance.pick(circles)(chance) }),
};

const circles: readonly ((chance: Chance) => string)[] = [
  (chance) => `{ __schema { types { ${around(chance.int(1, 40), 'possibleTypes { interfaces')} } } }`,
  (chance) => `{ __type(name: "Booking") { ${around(chance.int(1, 40), 'possibleTypes { interfaces')} } }`,
  (chance) => `{ __schema { types { ${around(chance.int(1, 20), 'fields { type')} } } }`,
  (chance) => `{ __schema { queryType { ${around(chance.int(1, 20), 'fields { args { type')} } } }`,
  (chance) => `{ __schema { types { ${around(chance.size(2000), 'ofType')} } } }`,
  (chance) =>
    `{ ${many(chance.size(300), (at) => `a${at}: __schema { types { name fields { name type { name } } } }`)} }`,
  (chance) => `{ ${many(chance.size(1000), (at) => `a${at}: __type(name: "Booking") { fields { name } }`)} }`,
  (chance) =>
    `{ __schema { ${many(chance.size(200), (at) => `a${at}: types { fields { type { fields { name } } } }`)} } }`,
  (chance) => `{ __type(name: ${JSON.stringify(strangeName(chance))}) { name fields { name } } }`,
];

const around = (times: number, way: string): string => {
  const closing = ' }'.repeat(way.split('{').length);
  return `${`${way} { `.repeat(times)}name${closing.repeat(times)}`;
};
