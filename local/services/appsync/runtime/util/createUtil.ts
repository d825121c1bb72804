import type { World } from '../../../../platform/World.ts';
import type { Invocation } from '../Invocation.ts';
import { ResolverError } from '../ResolverError.ts';
import { type Charge, toPlainData } from '../toPlainData.ts';
import { dynamodb } from './dynamodb.ts';
import { matchesJava } from './javaPatterns.ts';
import { escapeJavaScript, urlDecode, urlEncode } from './text.ts';
import { createTime } from './time.ts';
import { transform } from './transform.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html */
export function createUtil(world: World, invocation: () => Invocation, charge: Charge) {
  const resolverError = (...[message, type, data, info]: ErrorArguments) =>
    new ResolverError(
      textOrNull(message) ?? '',
      textOrNull(type),
      toPlainData(data) ?? null,
      toPlainData(info) ?? null,
    );

  return {
    ...createIds(world),
    authType: () => authType(invocation().identity),
    base64Decode: (text: string) => Buffer.from(text, 'base64').toString('utf8'),
    base64Encode: (text: string) => Buffer.from(text, 'utf8').toString('base64'),
    escapeJavaScript,
    matches: (pattern: string, value: string) => matchesJava(String(pattern), String(value), charge),
    urlDecode,
    urlEncode,
    appendError: (...error: ErrorArguments) => invocation().appendError(resolverError(...error)),
    error(...error: ErrorArguments): never {
      throw resolverError(...error);
    },
    unauthorized(): never {
      throw invocation().unauthorized();
    },
    dynamodb,
    http: createHttp(invocation),
    math: createMath(world),
    rds: notOffered('util.rds', ['toJsonObject', 'toJsonString']),
    str: { normalize: (text: string, form: string) => text.normalize(form.toUpperCase()) },
    time: createTime(world.clock, charge),
    transform: { ...notOffered('util.transform', ['toElasticsearchQueryDSL']), ...transform },
    xml: notOffered('util.xml', ['toMap', 'toJsonString']),
  };
}

type Text = string | number | boolean | null | undefined;
type ErrorArguments = [message: Text, type?: Text, data?: unknown, errorInfo?: unknown];

const textOrNull = (value: Text) => (value === undefined || value === null ? null : String(value));

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** KSUIDs count seconds from here: https://github.com/segmentio/ksuid */
const KSUID_EPOCH_SECONDS = 1_400_000_000;

const createIds = ({ clock, random }: World) => ({
  autoId: () => random.uuid(),
  /** Ten characters of time, sixteen random ones: https://github.com/ulid/spec */
  autoUlid: () => digits(BigInt(clock.now()), CROCKFORD, 10) + random.text(16, CROCKFORD),
  /** Four bytes of time and sixteen random ones, in base 62. */
  autoKsuid() {
    const bytes = random.bytes(20);
    bytes.writeUInt32BE((Math.floor(clock.now() / 1000) - KSUID_EPOCH_SECONDS) >>> 0);
    return digits(BigInt(`0x${bytes.toString('hex')}`), BASE62, 27);
  },
});

function digits(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let text = '';
  for (let rest = value; text.length < length; rest /= base) text = alphabet[Number(rest % base)] + text;
  return text;
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/math-helpers-in-util-math-js.html */
const createMath = ({ random }: World) => ({
  maxVal: Math.max,
  minVal: Math.min,
  randomDouble: () => random.float(),
  randomWithinRange: (start: number, end: number) => start + Math.floor(random.float() * (end - start)),
  roundNum: Math.round,
});

/** Headers that belong to the connection, not to the resolver. */
const RESTRICTED = new Set(
  'connection content-length cookie expect host keep-alive proxy-authorization set-cookie te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

/** https://docs.aws.amazon.com/appsync/latest/devguide/http-helpers-in-utils-js.html */
function createHttp(invocation: () => Invocation) {
  const addResponseHeader = (name: string, value: unknown) => {
    const lower = name.toLowerCase();
    if (RESTRICTED.has(lower) || /^x-amzn?-/.test(lower))
      throw new Error(`Response header ${name} is restricted.`);
    invocation().addResponseHeader(name, typeof value === 'string' ? value : JSON.stringify(value));
  };
  return {
    addResponseHeader,
    addResponseHeaders(headers: Readonly<Record<string, unknown>>) {
      for (const [name, value] of Object.entries(headers)) addResponseHeader(name, value);
    },
    copyHeaders: (headers: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !RESTRICTED.has(name.toLowerCase()))),
  };
}

const has = (identity: object, ...keys: string[]) => keys.every((key) => key in identity);
const only = (identity: object, ...keys: string[]) =>
  Object.keys(identity).every((key) => keys.includes(key));

/** AppSync decides by the keys of `ctx.identity` alone. */
const authType = (identity: unknown) => `${modeOf(identity)} Authorization`;

function modeOf(identity: unknown): string {
  if (typeof identity !== 'object' || identity === null) return 'API Key';
  if (only(identity, 'resolverContext')) return 'Lambda';
  if (has(identity, 'userArn', 'accountId', 'sourceIp', 'username')) return 'IAM';
  if (has(identity, 'sub', 'issuer', 'claims', 'sourceIp', 'defaultAuthStrategy', 'username'))
    return 'User Pool';
  if (has(identity, 'sub', 'issuer', 'claims') && only(identity, 'sub', 'issuer', 'claims'))
    return 'Open ID Connect';
  return 'API Key';
}

/** Functions that throw, because the local runtime lacks them. */
const notOffered = (owner: string, names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        throw new Error(`${owner}.${name} is not offered by the local AppSync runtime.`);
      },
    ]),
  );
