import { subscribeWithWs } from '../../support/subscriber.ts';
import * as when from '../when.ts';
import { credentialsOf, type CallerKind } from './callers.ts';
import type { Operation, Outcome } from './Operation.ts';
import type { Scene } from './Scene.ts';

/** Tries an operation as a caller, over HTTP or a WebSocket as clients do, and returns the outcome. */
export async function attempt(operation: Operation, caller: CallerKind, scene: Scene): Promise<Outcome> {
  const request = { query: operation.query, variables: await operation.given(scene, caller) };
  const happen = await operation.happens?.(scene, request.variables);
  if (caller === 'disabled') await when.disables(scene.desk, scene.owner.id);
  return happen ? follow(request, happen, caller, scene) : ask(request, caller, scene);
}

interface Request {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

async function ask(request: Request, caller: CallerKind, scene: Scene): Promise<Outcome> {
  const { graphqlUrl } = scene.desk.cloud;
  const body = JSON.stringify(request);
  const credentials = await credentialsOf(caller, scene, graphqlUrl, body);
  const headers = { 'content-type': 'application/json', ...credentials };
  const response = await fetch(graphqlUrl, { method: 'POST', headers, body });
  const answer = (await response.json()) as when.Answer;
  await scene.desk.cloud.settles();
  return outcomeOf(answer.errors);
}

/** Subscribes, changes the owner's things, and checks whether anything arrived. */
async function follow(
  request: Request,
  happen: () => Promise<unknown>,
  caller: CallerKind,
  scene: Scene,
): Promise<Outcome> {
  const { graphqlUrl, realtimeUrl } = scene.desk.cloud;
  const endpoint = {
    realtimeUrl,
    host: new URL(graphqlUrl).host,
    authorization: await credentialsOf(caller, scene, `${graphqlUrl}/connect`, '{}'),
    authorizeStart: (body: string) => credentialsOf(caller, scene, graphqlUrl, body),
  };
  try {
    const subscription = await subscribeWithWs(endpoint, request.query, request.variables);
    await happen();
    await scene.desk.cloud.settles();
    await subscription.close();
    return subscription.all().length > 0 ? 'yes' : 'silence';
  } catch (error) {
    const frame = (error as { cause?: { payload?: { errors: Refusal[] } } }).cause;
    if (!frame?.payload?.errors) throw error;
    return outcomeOf(frame.payload.errors);
  }
}

interface Refusal {
  readonly errorType?: string;
  readonly message: string;
}

const outcomeOf = (errors: readonly Refusal[] | undefined): Outcome =>
  errors ? (errors[0]!.errorType ?? errors[0]!.message) : 'yes';
