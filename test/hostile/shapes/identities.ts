import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { Chance } from '../Chance.ts';
import type { Attack, Shape } from '../Attack.ts';
import type { Knowledge } from '../target/knowledge.ts';
import { headerProtocol } from './sockets.ts';
import { hostileText, hostileValue } from './values.ts';

/** Callers that are not who they say: each has to be refused, and none may be answered with data. */
export const forgedIdentities: Shape = {
  name: 'forged identities',
  weight: 40,
  generate: (chance, known): Attack => {
    const credential = chance.pick(credentials)(chance, known);
    if (chance.often(2)) return overSocket(credential, known);
    return {
      kind: 'request',
      port: 'graphql',
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', ...credential },
      body: '{"query":"{ getAllUserAccounts { items { id email } } listOrders { items { orderId } } }"}',
      mustBeRefused: true,
    };
  },
};

const overSocket = (credential: Record<string, string>, { description }: Knowledge): Attack => ({
  kind: 'socket',
  protocols: ['graphql-ws', headerProtocol({ host: new URL(description.graphqlUrl).host, ...credential })],
  frames: [
    '{"type":"connection_init"}',
    '{"id":"a","type":"start","payload":{"data":"{\\"query\\":\\"subscription { onStockLevel { sku } }\\"}"}}',
  ],
  mustBeRefused: true,
});

const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

interface Parts {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  signature: string;
}

function partsOf(token: string): Parts {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const decoded = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  return { header: decoded(header), claims: decoded(claims), signature };
}

const joined = ({ header, claims, signature }: Parts) => `${encoded(header)}.${encoded(claims)}.${signature}`;

const resigned = ({ header, claims }: Omit<Parts, 'signature'>) => {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), foreign.privateKey).toString('base64url')}`;
};

const hmac = ({ header, claims }: Parts, key: string) => {
  const content = `${encoded({ ...header, alg: 'HS256' })}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
};

const admin = { 'cognito:groups': ['Admins'] };

/** Tokens made from a true one of a tenant. */
const tokens: readonly ((chance: Chance, parts: Parts) => string)[] = [
  (chance, { header, claims }) =>
    `${encoded({ ...header, alg: chance.pick(['none', 'None', 'NONE', '']) })}.${encoded({ ...claims, ...admin })}.`,
  (_, parts) => joined({ ...parts, claims: { ...parts.claims, ...admin } }),
  (_, parts) => resigned({ ...parts, claims: { ...parts.claims, ...admin } }),
  (_, parts) =>
    resigned({ ...parts, header: { ...parts.header, jwk: foreign.publicKey.export({ format: 'jwk' }) } }),
  (_, parts) =>
    resigned({
      ...parts,
      header: { ...parts.header, jku: 'http://127.0.0.1:9/jwks.json', x5u: 'file:///etc/passwd' },
    }),
  (chance, parts) =>
    resigned({
      ...parts,
      header: {
        ...parts.header,
        kid: chance.pick(['../../dev/null', '__proto__', '', hostileText(chance).slice(0, 2000)]),
      },
    }),
  (_, parts) => hmac(parts, foreign.publicKey.export({ format: 'pem', type: 'spki' }).toString()),
  (_, parts) => hmac(parts, ''),
  (chance, parts) =>
    joined({
      ...parts,
      claims: {
        ...parts.claims,
        [chance.pick([
          'exp',
          'nbf',
          'iat',
          'iss',
          'aud',
          'sub',
          'token_use',
          'cognito:groups',
          'cognito:username',
          '__proto__',
        ])]: hostileValue(chance),
      },
    }).slice(0, 12_000),
  (chance, parts) => resigned({ ...parts, claims: { ...parts.claims, exp: chance.int(0, 1_000_000_000) } }),
  (_, parts) =>
    resigned({
      ...parts,
      claims: { ...parts.claims, iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other' },
    }),
  (chance, parts) => joined(parts).slice(0, chance.int(1, 700)),
  (chance, { header, claims, signature }) =>
    `${encoded(header)}.${encoded(claims)}.${changed(signature, chance)}`,
  (chance, parts) => `${joined(parts)}.${chance.hex(10)}`,
  (chance, { header }) => `${encoded(header)}.${encoded('['.repeat(chance.size(5000)))}.a`,
  (chance) =>
    `${encoded(hostileText(chance).slice(0, 3000))}.${encoded(hostileText(chance).slice(0, 3000))}.a`,
  (chance) => '.'.repeat(chance.size(10_000)),
  (chance) => `e30.e30.${chance.hex(10)}`,
];

function changed(signature: string, chance: Chance): string {
  const at = chance.int(0, signature.length - 10);
  return `${signature.slice(0, at)}${signature[at] === 'A' ? 'B' : 'A'}${signature.slice(at + 1)}`;
}

const SIGNED = 'AWS4-HMAC-SHA256 Credential=';

const credentials: readonly ((chance: Chance, known: Knowledge) => Record<string, string>)[] = [
  ...Array.from({ length: 6 }, () => (chance: Chance, known: Knowledge) => ({
    authorization: `${chance.pick(['', '', 'Bearer '])}${chance.pick(tokens)(chance, partsOf(known.tokens.tenant))}`,
  })),
  (chance, { apiKey }) => ({
    'x-api-key': chance.pick([
      `${apiKey}x`,
      apiKey.toUpperCase(),
      apiKey.slice(0, -1),
      `da2-${chance.hex(26)}`,
      '',
      ' ',
      '__proto__',
      'a'.repeat(chance.size(10_000)),
    ]),
  }),
  (chance) => ({
    'x-amz-date': chance.pick(['20270101T000000Z', '19700101T000000Z', 'a', '']),
    authorization: chance.pick([
      `${SIGNED}test/20270101/us-east-1/appsync/aws4_request, SignedHeaders=host;x-amz-date, Signature=${chance.hex(64)}`,
      `${SIGNED}ASIA${chance.hex(12)}/20270101/us-east-1/appsync/aws4_request, SignedHeaders=host, Signature=${chance.hex(64)}`,
      `${SIGNED}__proto__/20270101/us-east-1/appsync/aws4_request, SignedHeaders=host, Signature=a`,
      `${SIGNED}////////, SignedHeaders=;;;;, Signature=`,
      `${SIGNED}${'a'.repeat(chance.size(8000))}`,
      'AWS4-HMAC-SHA256',
      `AWS4-HMAC-SHA256${' '.repeat(chance.size(8000))}Credential`,
    ]),
  }),
  () => ({}),
];
