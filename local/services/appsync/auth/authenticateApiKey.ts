import type { Api } from '../Api.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { NOT_AUTHORIZED, unauthorized } from './unauthorized.ts';

const caller: Caller = { mode: 'API_KEY', identity: null, groups: [], label: 'API key' };

/** An API key is good until the second it expires. `now` in epoch milliseconds. */
export function authenticateApiKey(api: Api, key: string, now: number): Caller {
  const known = api.apiKeys.get(key);
  if (!known || known.expires * 1000 <= now) throw unauthorized(NOT_AUTHORIZED);
  return caller;
}
