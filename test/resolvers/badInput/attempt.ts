import { subscribeWithWs } from '../../support/subscriber.ts';
import { credentialsOf } from '../../journeys/authorization/callers.ts';
import type { Operation, Variables } from './Operation.ts';
import { documentOf } from './places.ts';
import type { Scene } from './Scene.ts';

export interface Answer {
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly Record<string, any>[];
}

/** Asks through the door that clients use: HTTP, and a socket for a subscription. */
export async function attempt(
  { field, caller }: Operation,
  variables: Variables,
  scene: Scene,
): Promise<Answer> {
  const request = { query: documentOf(field), variables };
  return field.startsWith('Subscription.') ? follow(request, scene) : ask(request, caller ?? 'admin', scene);
}

interface Request {
  readonly query: string;
  readonly variables: Variables;
}

async function ask(request: Request, caller: 'admin' | 'role', { desk, tenant }: Scene): Promise<Answer> {
  const url = desk.cloud.graphqlUrl;
  const body = JSON.stringify(request);
  const scene = { desk, owner: tenant, otherTenant: tenant };
  const credentials = await credentialsOf(caller, scene, url, body);
  const headers = { 'content-type': 'application/json', ...credentials };
  const response = await fetch(url, { method: 'POST', headers, body });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function follow({ query, variables }: Request, { desk }: Scene): Promise<Answer> {
  const { graphqlUrl, realtimeUrl } = desk.cloud;
  const authorization = { Authorization: desk.admin.idToken };
  const endpoint = { realtimeUrl, host: new URL(graphqlUrl).host, authorization };
  try {
    const subscription = await subscribeWithWs(endpoint, query, variables);
    await subscription.close();
    return { data: {} };
  } catch (error) {
    const frame = (error as { cause?: { payload?: Answer } }).cause;
    if (!frame?.payload?.errors) throw error;
    // A frame has no data at all.
    return { data: null, ...frame.payload };
  }
}
