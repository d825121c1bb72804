import { Agent, request } from 'node:http';
import { subscribe } from '../../start/subscribe.ts';
import { pause } from './pause.ts';
import type { Knowledge } from './target/knowledge.ts';

/** What a well-behaved client saw while it went on as always. */
export interface Seen {
  /** How long each answer took, in milliseconds. */
  readonly answers: number[];
  /** How long each change took from its answer to its delivery on the subscription. */
  readonly deliveries: number[];
  /** Answers that were not what they should be. */
  readonly faults: string[];
}

/** A client that reads, writes and listens all the time, with a short rest between, as a person's page does. */
export interface Neighbour {
  /** Returns what it saw since the last call. */
  look(): Seen;
  /** When its oldest request without an answer was sent; undefined if it waits for none. */
  waitsSince(): number | undefined;
  stop(): Promise<void>;
}

const REST_MS = 40;
/** Each so many requests, units are brought, which the subscription has to announce. */
const RESTOCK_EVERY = 50;
const SKU = 'neighbours-goods';

const QUERY = '{ listBuildings { items { id name apartments { id apartmentStatus } } } }';
const RENAME = 'mutation ($name: String!) { updateUserAccount(input: { firstName: $name }) { firstName } }';
const RESTOCK =
  'mutation ($lot: String!) { restockSku(input: { sku: "neighbours-goods", units: 1, lotId: $lot }) { id } }';

export async function startNeighbour({ description, tokens }: Knowledge): Promise<Neighbour> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = createPost(new URL(description.graphqlUrl), agent, tokens.caretaker);
  const brought: number[] = [];
  let seen: Seen = { answers: [], deliveries: [], faults: [] };
  const { realtimeUrl } = description;
  const subscription = `subscription { onStockLevel(sku: "${SKU}") { units } }`;
  const socket = await subscribe({ realtimeUrl, idToken: tokens.caretaker }, subscription, () => {
    const began = brought.shift();
    if (began !== undefined) seen.deliveries.push(performance.now() - began);
  });
  let since: number | undefined;
  let stopped = false;
  const once = async (turn: number) => {
    const began = (since = performance.now());
    const restocks = turn % RESTOCK_EVERY === 0;
    const fault = restocks
      ? await post(RESTOCK, { lot: `lot-${began}-${turn}` }, 'restockSku')
      : turn % 5 === 0
        ? await post(RENAME, { name: `Carl ${turn}` }, `"Carl ${turn}"`)
        : await post(QUERY, {}, 'apartmentStatus');
    since = undefined;
    seen.answers.push(performance.now() - began);
    if (restocks) brought.push(began);
    if (fault) seen.faults.push(fault);
  };
  const run = async () => {
    for (let turn = 1; !stopped; turn++) {
      await once(turn);
      await pause(REST_MS);
    }
  };
  const running = run();
  return {
    look() {
      const looked = seen;
      seen = { answers: [], deliveries: [], faults: [] };
      return looked;
    },
    waitsSince: () => since,
    async stop() {
      stopped = true;
      agent.destroy();
      socket.close();
      await running;
    },
  };
}

/** Returns a function that resolves with what is wrong with an answer, which has to contain a text. */
const createPost =
  ({ hostname, port, pathname: path }: URL, agent: Agent, authorization: string) =>
  (query: string, variables: object, expected: string): Promise<string | undefined> =>
    new Promise((resolve) => {
      const headers = { authorization, 'content-type': 'application/json' };
      const sent = request({ hostname, port, path, method: 'POST', agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('close', () => {
          const served = text.includes(expected) && !text.includes('"errors"');
          resolve(served ? undefined : `${response.statusCode} ${text.slice(0, 200)}`);
        });
      });
      sent.on('error', (error) => resolve(error.message));
      sent.end(JSON.stringify({ query, variables }));
    });
