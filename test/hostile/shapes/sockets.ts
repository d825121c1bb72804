import type { Chance } from '../Chance.ts';
import type { Attack, Shape } from '../Attack.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { aliases, introspection } from './selections.ts';
import { fragments, many } from './fragments.ts';
import { hostileText, hostileValue } from './values.ts';

/** The subprotocol of a credential, as AppSync's own clients send it. */
export const headerProtocol = (header: unknown): string =>
  `header-${Buffer.from(typeof header === 'string' ? header : JSON.stringify(header)).toString('base64url')}`;

const authorizationOf = ({ description, tokens }: Knowledge) => ({
  host: new URL(description.graphqlUrl).host,
  Authorization: tokens.tenant,
});

/** Sessions of a tenant that say what no client says. */
export const socketSessions: Shape = {
  name: 'socket sessions',
  weight: 0.6,
  generate: (chance, known): Attack => ({
    kind: 'socket',
    protocols: ['graphql-ws', headerProtocol(authorizationOf(known))],
    frames: [JSON.stringify({ type: 'connection_init' }), ...chance.pick(sessions)(chance, known)],
    readsNothing: chance.often(10),
  }),
};

type Session = (chance: Chance, known: Knowledge) => readonly (string | Buffer)[];

const start = (known: Knowledge, query: string, id: unknown = 'a', variables: unknown = {}) =>
  JSON.stringify({
    id,
    type: 'start',
    payload: {
      data: JSON.stringify({ query, variables }),
      extensions: { authorization: authorizationOf(known) },
    },
  });

const STOCK = 'subscription { onStockLevel { sku units } }';

const repeat = (count: number, each: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => each(at));

const sessions: readonly Session[] = [
  (chance, known) => repeat(chance.size(300), (at) => start(known, STOCK, `s${at}`)),
  (chance, known) => repeat(chance.size(100), () => start(known, STOCK)),
  (chance, known) =>
    repeat(chance.size(100), (at) => (at % 2 ? '{"id":"a","type":"stop"}' : start(known, STOCK))),
  (chance, known) => [
    start(known, `subscription { ${many(chance.size(3000), (at) => `a${at}: onStockLevel { sku }`)} }`),
  ],
  (chance, known) => [
    start(known, `subscription { onStockLevel { ${many(chance.size(5000), (at) => `a${at}: sku`)} } }`),
  ],
  (chance, known) => [
    start(known, `subscription { onStockLevel(sku: ${JSON.stringify(hostileText(chance))}) { sku } }`),
  ],
  (chance, known) => [start(known, STOCK, hostileValue(chance))],
  (chance, known) => [start(known, STOCK, 'a', hostileValue(chance))],
  (chance, known) => [start(known, hostileText(chance))],
  (chance, known) => [
    start(known, chance.pick(['{ __typename }', 'mutation { cancelOrder(orderId: "none") { id } }'])),
  ],
  (chance, known) => [
    start(known, queryOf(chance.pick([fragments, aliases, introspection]).generate(chance, known))),
  ],
  (chance) => [JSON.stringify({ id: 'a', type: 'start', payload: hostileValue(chance) })],
  (chance) => [
    JSON.stringify({
      id: 'a',
      type: 'start',
      payload: { data: hostileValue(chance), extensions: hostileValue(chance) },
    }),
  ],
  (chance) => [JSON.stringify({ type: hostileValue(chance) })],
  (chance) => [JSON.stringify(hostileValue(chance))],
  (chance) => [hostileText(chance)],
  (chance) => ['['.repeat(chance.size(500_000))],
  (chance) => [chance.bytes(chance.size(5000))],
  (chance) => repeat(chance.size(300), () => JSON.stringify({ type: 'connection_init' })),
  (chance) => repeat(chance.size(300), (at) => JSON.stringify({ id: `none${at}`, type: 'stop' })),
  (chance) => ['a'.repeat(chance.size(1_100_000))],
];

/** The query of a request that another shape made. */
function queryOf(attack: Attack): string {
  const body = attack.kind === 'request' ? (JSON.parse(attack.body.toString()) as { query?: unknown }) : {};
  return typeof body.query === 'string' ? body.query.replace(/^\{/, 'subscription {') : '';
}

/** Sockets that are opened wrongly, or speak another protocol once they are open. */
export const socketHandshakes: Shape = {
  name: 'socket handshakes',
  weight: 4,
  generate: (chance, known): Attack => ({
    kind: 'bytes',
    port: chance.often(80) ? 'graphql' : 'tls',
    chunks: [handshake(chance, known), ...(chance.often(70) ? [chance.pick(rawFrames)(chance)] : [])],
    leaveOpen: chance.often(5),
  }),
};

function handshake(chance: Chance, known: Knowledge): string {
  const protocol = chance.often(50)
    ? headerProtocol(authorizationOf(known))
    : headerProtocol(chance.pick([hostileValue, hostileText])(chance));
  const host = new URL(known.description.graphqlUrl).host;
  const headers = [
    `Host: ${chance.often(90) ? host : 'evil.example'}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    `Sec-WebSocket-Key: ${chance.often(80) ? 'dGhlIHNhbXBsZSBub25jZQ==' : chance.hex(chance.size(200))}`,
    `Sec-WebSocket-Version: ${chance.often(80) ? 13 : chance.int(0, 99)}`,
    `Sec-WebSocket-Protocol: graphql-ws, ${chance.often(90) ? protocol.slice(0, 60_000) : 'header-%%%'}`,
    `Sec-WebSocket-Extensions: ${chance.pick(['permessage-deflate', 'permessage-deflate; client_max_window_bits=99', ';;;', 'a'.repeat(2000)])}`,
    `Origin: ${chance.pick(['http://evil.example', 'null', `http://${host}`])}`,
  ].filter(() => chance.often(95));
  const path = chance.pick([
    '/graphql/realtime',
    '/graphql/realtime',
    '/graphql/realtime?header=e30=&payload=e30=',
    '/graphql/realtime?header=%E0%A4%A',
    '/graphql',
    '//',
    '/console',
  ]);
  return `GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
}

/** Frames by their bytes. https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
const rawFrames: readonly ((chance: Chance) => Buffer)[] = [
  () => Buffer.from('8105', 'hex'), // not masked
  () => Buffer.from('81ff7fffffffffffffff00000000', 'hex'), // 2^63-1 bytes
  () => Buffer.from('81ffffffffffffffffff00000000', 'hex'), // more than 2^63 bytes
  () => Buffer.from('f18000000000', 'hex'), // reserved bits
  () => Buffer.from('838000000000', 'hex'), // reserved opcode
  () => Buffer.from('098000000000', 'hex'), // a ping in fragments
  () => Buffer.from('89fe00ff00000000', 'hex'), // a long ping
  () => Buffer.from('888100000000ff', 'hex'), // a close with half a code
  () => Buffer.from('888200000000ffff', 'hex'), // a close with a code there is not
  () => Buffer.from('818200000000c328', 'hex'), // no UTF-8
  (chance) => Buffer.from(`01810000000061${'00810000000061'.repeat(chance.size(5000))}`, 'hex'), // without an end
  (chance) => Buffer.from('898000000000'.repeat(chance.size(5000)), 'hex'), // pings
  (chance) => chance.bytes(chance.size(3000)),
];
