import type { FeedRecord } from '../../../local/platform/Feed.ts';
import { newTraceId } from '../../../local/platform/traceIds.ts';
import { signedHeaders } from '../../support/signedHeaders.ts';
import { subscribeWithWs, type Subscriber } from '../../support/subscriber.ts';
import type { Session } from '../../../start/connect.ts';
import type { Frontdesk } from '../given.ts';
import { aLine, hasRestocked, PLACE } from '../orders/when.ts';

const FIGURES = `source updatedOn seconds
  requests { count refused failed p50 p99 }
  queues { name step fedBy waiting inFlight oldestSeconds sent received deleted deadLetterQueue deadLetters }
  workers { step received done retried buried p50 p99 }
  functions { invocations errors throttles durationMs }
  table { writeUnits readUnits throttled conflicts }
  events { count delivered failed byName { name count } }
  subscriptions { connections subscriptions delivered failed }
  alarms { count ringing { name description reason since } }
  cost { service hourly counted }`;

export const OPERATIONS = `query ($minutes: Int) {
  operations(minutes: $minutes) {
    ${FIGURES}
    deaths { queue errorCode deathClass failingStep letters reason diedOn }
    history { minute requests p50 p99 events delivered waiting }
  }
}`;

export const UPDATES = `subscription { onOperations { ${FIGURES} } }`;

/** What an Admin is answered. */
export const looks = async (session: Session, minutes?: number): Promise<any> =>
  (await session.graphql(OPERATIONS, { minutes }))['operations'];

export const follows = ({ cloud }: Frontdesk, { idToken }: Session): Promise<Subscriber> =>
  subscribeWithWs({ ...cloud.describe(), authorization: { Authorization: idToken } }, UPDATES);

export const PATH = `query ($traceId: ID!) {
  requestPath(traceId: $traceId) {
    traceId operation startedOn durationMs level omitted
    steps { depth kind name text level reason atMs durationMs }
  }
}`;

/** Places an order, and returns its trace and what an Admin is then answered of its path. */
export async function pathOfAnOrder(desk: Frontdesk): Promise<[traceId: string, path: any]> {
  const tenant = await desk.tenant();
  const orderId = `path-${desk.cloud.world.random.uuid()}`;
  await hasRestocked(desk, 'path-lamp', 10);
  const traceId = newTraceId(desk.cloud.world.clock.now(), desk.cloud.world.random);
  const headers = { authorization: tenant.idToken, 'content-type': 'application/json' };
  await fetch(desk.cloud.graphqlUrl, {
    method: 'POST',
    headers: { ...headers, 'x-amzn-trace-id': `Root=${traceId}` },
    body: JSON.stringify({ query: PLACE, variables: { input: { orderId, lines: [aLine('path-lamp')] } } }),
  });
  await desk.cloud.settles();
  return [traceId, (await desk.admin.graphql(PATH, { traceId }))['requestPath']];
}

/** Records everything that the feed says from now on. */
export function listens({ cloud }: Frontdesk) {
  const records: FeedRecord[] = [];
  const stop = cloud.world.feed.subscribe((record) => records.push(record));
  return {
    /** Records of a kind so far. */
    of: <Kind extends FeedRecord['kind']>(kind: Kind) =>
      records.filter((record): record is Extract<FeedRecord, { kind: Kind }> => record.kind === kind),
    stop,
  };
}

/** Figures of a second in which nothing happened, as a machine counts them. */
export const noFigures = {
  source: 'MACHINE',
  updatedOn: '2027-01-20T10:00:00.000Z',
  seconds: 1,
  requests: { count: 0, refused: 0, failed: 0, p50: null, p99: null },
  queues: [],
  workers: [],
  functions: { invocations: 0, errors: 0, throttles: 0, durationMs: 0 },
  table: { writeUnits: 0, readUnits: 0, throttled: 0, conflicts: 0 },
  events: { count: 0, delivered: 0, failed: 0, byName: [] },
  subscriptions: { connections: 0, subscriptions: 0, delivered: 0, failed: 0 },
  alarms: { count: 0, ringing: [] },
  usage: {
    appsyncOperations: 0,
    appsyncDeliveries: 0,
    appsyncConnections: 0,
    sqsRequests: 0,
    invocations: 0,
    durationMs: 0,
    writeUnits: 0,
    readUnits: 0,
    events: 0,
    alarmMetrics: 0,
    pipes: 0,
  },
};

/** Publishes figures as the backend does: in the name of a role. */
export async function publishes({ cloud }: Frontdesk, figures: object): Promise<any> {
  const variables = { figures: JSON.stringify(figures) };
  const query = `mutation ($figures: AWSJSON) { publishOperations(figures: $figures) { ${FIGURES} } }`;
  const body = JSON.stringify({ query, variables });
  const headers = await signedHeaders(cloud.graphqlUrl, body);
  return (await fetch(cloud.graphqlUrl, { method: 'POST', headers, body })).json();
}
