import type { Chance } from '../Chance.ts';
import type { Shape } from '../Attack.ts';
import { graphqlRequest } from './graphqlRequest.ts';

/** Fragments that spread others: doubling, in chains, in circles, unused, and on types that do not fit. */
export const fragments: Shape = {
  name: 'fragments',
  weight: 2,
  generate: (chance, known) => graphqlRequest(chance, known, { query: chance.pick(documents)(chance) }),
};

const documents: readonly ((chance: Chance) => string)[] = [
  doubling,
  doubling,
  circle,
  (chance) => `{ ...f ${many(chance.size(3000), (at) => `...f${at % 7}`)} } ${bodies(7, () => '__typename')}`,
  (chance) => `{ __typename } ${bodies(chance.size(4000), () => '__typename')}`,
  (chance) => `{ ${many(chance.size(3000), () => '...f')} } fragment f on Query { __typename }`,
  (chance) => `{ ${many(chance.size(2000), () => '... { __typename }')} }`,
  (chance) => `${'{ ...'.repeat(chance.size(2000))} __typename`,
  (chance) => nested(chance.size(3000), '... on Query'),
  (chance) => nested(chance.size(3000), '...'),
];

/** Each fragment spreads the next twice: a selection of 2^levels, in a few bytes a level. */
function doubling(chance: Chance): string {
  const levels = chance.int(2, 40);
  const times = chance.int(2, 4);
  const on = chance.pick(['Query', '__Schema', '__Type', 'Building']);
  const wrap = chance.pick([
    (spreads: string) => spreads,
    (spreads: string) => `... on ${on} { ${spreads} }`,
    (spreads: string) => `... @include(if: true) { ${spreads} }`,
  ]);
  const next = (level: number) => many(times, () => `...f${level + 1}`);
  const leaf = on === 'Building' ? 'id' : '__typename';
  const root = { Query: '...f0', __Schema: '__schema { ...f0 }', __Type: '__type(name: "Query") { ...f0 }' }[
    on
  ];
  return `{ ${root ?? 'listBuildings { items { ...f0 } }'} } ${bodies(levels, (level) => (level < levels - 1 ? wrap(next(level)) : leaf), on)}`;
}

function circle(chance: Chance): string {
  const length = chance.size(500);
  const times = chance.int(1, 3);
  return `{ ...f0 } ${bodies(length, (at) => `__typename ${many(times, (more) => `...f${(at + 1 + more) % length}`)}`)}`;
}

const bodies = (count: number, bodyOf: (at: number) => string, on = 'Query') =>
  many(count, (at) => `fragment f${at} on ${on} { ${bodyOf(at)} }`);

export const many = (count: number, each: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => each(at)).join(' ');

/** `opening { opening { … __typename } }` */
export const nested = (depth: number, opening: string, leaf = '__typename'): string =>
  `{ ${`${opening} { `.repeat(depth)}${leaf}${' }'.repeat(depth)} }`;
