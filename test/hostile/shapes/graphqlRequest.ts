import type { Chance } from '../Chance.ts';
import type { RequestAttack } from '../Attack.ts';
import type { Knowledge } from '../target/knowledge.ts';

/** A request of an operation, with the key or a tenant's token. */
export const graphqlRequest = (chance: Chance, known: Knowledge, operation: unknown): RequestAttack => ({
  kind: 'request',
  port: 'graphql',
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', ...credentialOf(chance, known) },
  body: typeof operation === 'string' ? operation : JSON.stringify(operation),
});

/** Every caller may send a bomb; the least of them has only the key. */
export const credentialOf = (chance: Chance, { apiKey, tokens }: Knowledge): Record<string, string> =>
  chance.often(50) ? { 'x-api-key': apiKey } : { authorization: tokens.tenant };
