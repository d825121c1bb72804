import type { Chance } from '../Chance.ts';
import type { Attack, Port, Shape } from '../Attack.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { hostileText } from './values.ts';

const PORTS: readonly Port[] = ['graphql', 'graphql', 'aws', 'aws', 'tls'];

/** HTTP that is wrong: request lines, headers, lengths, chunks, and another protocol altogether. */
export const brokenHttp: Shape = {
  name: 'broken HTTP',
  weight: 12,
  generate: (chance, known): Attack => {
    const port = chance.pick(PORTS);
    const host = new URL(port === 'aws' ? known.description.awsEndpointUrl : known.description.graphqlUrl)
      .host;
    return { kind: 'bytes', port, chunks: [chance.pick(broken)(chance, host)], leaveOpen: chance.often(5) };
  },
};

const line = (method: string, path: string, host: string, rest = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${rest}\r\n`;

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PATCH',
  'PROPFIND',
  'get',
  'G E T',
  '',
  'PRI',
];

/** Paths that a parser of addresses may stumble over. */
export const PATHS = [
  '/',
  '//',
  '///',
  '//evil.example/',
  '/%E0%A4%A',
  '/%',
  '/%00',
  '/..',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '*',
  '?',
  '#',
  'http://[::1',
  'http://evil.example/graphql',
  '/graphql/realtime',
  '/graphql?query={__typename}',
  '/graphql?query=%E0%A4%A',
  '/console/../package.json',
  '/console/%2e%2e/%2e%2e/package.json',
  '/console//etc/passwd',
  '/outputs.json',
  '/outputs.json?',
  '/__proto__',
  '/constructor/prototype',
  '/2015-03-31/functions/%E0%A4%A/invocations',
  '/2015-03-31/functions//invocations',
  '/2015-03-31/functions/__proto__',
  '/us-east-1_x/.well-known/jwks.json',
  '/us-east-1___proto__/.well-known/jwks.json',
  '/:80',
  '/\\',
  '/a b',
  '/\u00e9',
];

const broken: readonly ((chance: Chance, host: string) => string | Buffer)[] = [
  (chance, host) => line(chance.pick(METHODS), chance.pick(PATHS), host),
  (chance, host) => line(chance.pick(METHODS), chance.pick(PATHS), host),
  (chance, host) => line('GET', `/${'a'.repeat(chance.size(100_000))}`, host),
  (chance, host) => line('GET', `/${'%41'.repeat(chance.size(5000))}`, host),
  (chance) =>
    line(
      'GET',
      '/outputs.json',
      chance.pick(['evil.example', '', '127.0.0.1.evil.example', '[::1', 'a'.repeat(9000), 'x@y', '0x7f.1']),
    ),
  (chance, host) => line('GET', '/', host, `${'X-A: b\r\n'.repeat(chance.size(5000))}`),
  (chance, host) => line('GET', '/', host, `X-A: ${'b'.repeat(chance.size(100_000))}\r\n`),
  (chance, host) =>
    line(
      'GET',
      '/',
      host,
      `${chance.pick(['X A: b', ': b', 'X-A b', 'X-A: \u0000', ' folded', 'X-A: b\nX-B: c', '__proto__: a'])}\r\n`,
    ),
  (chance, host) =>
    line(
      'POST',
      '/graphql',
      host,
      `Content-Length: ${chance.pick(['-1', '1e3', '99999999999999999999', '0x10', '', '5, 6', '1\r\nContent-Length: 2'])}\r\n`,
    ),
  (chance, host) =>
    `${line('POST', '/graphql', host, `Content-Length: ${chance.int(1, 900_000)}\r\n`)}${'a'.repeat(chance.size(1000))}`,
  (_, host) =>
    `${line('POST', '/graphql', host, 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n')}0\r\n\r\nGET /outputs.json HTTP/1.1\r\n\r\n`,
  (chance, host) => `${line('POST', '/graphql', host, 'Transfer-Encoding: chunked\r\n')}${chunks(chance)}`,
  (chance, host) =>
    line(
      'POST',
      '/graphql',
      host,
      `Transfer-Encoding: ${chance.pick(['gzip, chunked', 'chunked, chunked', 'identity', 'CHUNKED\t', 'x'])}\r\n`,
    ),
  (chance, host) =>
    line(
      'POST',
      '/graphql',
      host,
      `Expect: ${chance.pick(['100-continue', 'anything'])}\r\nContent-Length: 10\r\n`,
    ),
  (chance, host) =>
    line(
      'GET',
      '/',
      host,
      `Connection: Upgrade\r\nUpgrade: ${chance.pick(['h2c', 'websocket', 'TLS/1.0', 'a'.repeat(5000)])}\r\n`,
    ),
  (chance, host) => line('GET', '/', host, '').repeat(chance.size(300)),
  () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  () => 'GET /\r\n',
  (chance) => `GET / HTTP/${chance.pick(['9.9', '1', '', '1.1.1', '-1.0'])}\r\n\r\n`,
  () => Buffer.from('1603010200010001fc0303', 'hex'),
  (chance) => chance.bytes(chance.size(5000)),
  (chance, host) => line('GET', `/${hostileText(chance).slice(0, 5000)}`, host),
  (chance, host) => line('GET', '/', host, `X-A: ${hostileText(chance).slice(0, 10_000)}\r\n`),
];

const chunks = (chance: Chance): string =>
  chance.pick([
    'zz\r\nhello\r\n0\r\n\r\n',
    '-5\r\nhello\r\n',
    'ffffffffffffffff\r\nhello',
    '5;a=b;c="\r\n\r\nhello\r\n0\r\n\r\n',
    `5${';a=b'.repeat(chance.size(5000))}\r\nhello\r\n0\r\n\r\n`,
    '1\r\na\r\n'.repeat(chance.size(20_000)),
    '0\r\nTrailer: a\r\n'.repeat(chance.size(2000)),
    '5\r\nhel',
  ]);

/** Requests that are well-formed and make no sense: other methods, types and encodings, at every path. */
export const strangeHttp: Shape = {
  name: 'strange HTTP',
  weight: 16,
  generate: (chance, known): Attack => ({
    kind: 'request',
    port: chance.often(50) ? 'graphql' : 'aws',
    method: chance.pick(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']),
    path: chance.pick(STRANGE_PATHS),
    headers: strangeHeaders(chance, known),
    body: chance.pick([
      '',
      '',
      'null',
      '[]',
      '"a"',
      '0',
      '{',
      '{"query":"{ __typename }"}',
      'query={__typename}',
      hostileText(chance),
    ]),
  }),
};

const STRANGE_PATHS = [
  ...PATHS.filter((path) => /^[\x21-\x7e]+$/.test(path)),
  '/graphql',
  '/graphql',
  '/graphql',
  '/graphql?query=mutation%7BcancelOrder(orderId%3A%22none%22)%7Bid%7D%7D',
  '/graphql?query={__typename}&variables=[[',
  '/console/main.js',
  '/01234567890123456789012345/graphql',
];

const TYPES = [
  'application/json',
  'application/graphql',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=a',
  'application/json; charset=utf-16',
  'application/x-amz-json-1.1',
  'application/cbor',
  '',
  'a'.repeat(3000),
];

function strangeHeaders(chance: Chance, { apiKey, tokens }: Knowledge): Record<string, string> {
  const all: Record<string, string> = {
    'content-type': chance.pick(TYPES),
    'x-api-key': chance.pick([apiKey, apiKey, 'da2-none', '', '__proto__']),
    'content-encoding': chance.pick(['gzip', 'br', 'deflate', 'x']),
    'accept-encoding': chance.pick(['gzip;q=0', '*', 'a'.repeat(3000)]),
    authorization: chance.pick([tokens.tenant, 'Bearer', 'Basic YTpi', 'AWS4-HMAC-SHA256', '', 'null']),
    origin: chance.pick(['http://evil.example', 'null', 'file://x', '']),
    'sec-fetch-site': chance.pick(['cross-site', 'same-site', 'none']),
    'x-amz-target': chance.pick([
      '__proto__.toString',
      'constructor.constructor',
      'AmazonSQS.__proto__',
      'AmazonSQS.',
      '.',
      'DynamoDB_20120810.hasOwnProperty',
      'x'.repeat(3000),
    ]),
    'x-amzn-trace-id': chance.pick([
      'Root=1-0-0',
      'Root=',
      'a'.repeat(5000),
      'Root=1-00000000-000000000000000000000000;Self=x',
    ]),
    'x-forwarded-for': chance.pick(['1.2.3.4', ', , ,', 'a'.repeat(3000)]),
    cookie: 'a=b',
    range: 'bytes=0-0,0-0,0-0,-1',
  };
  return Object.fromEntries(Object.entries(all).filter(() => chance.often(30)));
}
