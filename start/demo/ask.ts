import type { Answer } from './Ledger.ts';
import type { Request } from './Request.ts';

/** Sends a mutation over HTTP; a GraphQL error is an answer too. */
export async function ask(graphqlUrl: string, { who, field, mutation, variables }: Request): Promise<Answer> {
  const headers = { authorization: who.session.idToken, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: mutation, variables });
  const response = await fetch(graphqlUrl, { method: 'POST', headers, body });
  const { data, errors } = (await response.json()) as any;
  if (!errors) return { outcome: 'accepted', word: data[field].status, id: data[field].id };
  const [{ errorType, message }] = errors;
  return { outcome: 'refused', word: errorType ?? message, reason: message };
}
