import type { IncomingMessage } from 'node:http';
import type { HttpRequest } from '../platform/HttpMessage.ts';
import { setOwn } from '../platform/ownProperty.ts';
import type { OriginPolicy } from './createOriginPolicy.ts';

export function withoutQuery(path: string): string {
  const end = path.indexOf('?');
  return end < 0 ? path : path.slice(0, end);
}

export const isRead = ({ method }: HttpRequest): boolean => method === 'GET' || method === 'HEAD';

/** A name in a path. One that is no UTF-8 stays as it is, and is refused like any other that is invalid. */
export function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A request's path and query as a URL. Unlike a relative URL, a path such as `//` cannot fail to be one. */
export const urlOfPath = (path: string): URL => new URL(`http://localhost${path}`);

/** A request without a body, and the host that it is for. */
export interface RequestHead {
  readonly request: HttpRequest;
  /** Undefined where the request names none, or several. */
  readonly authority: string | undefined;
}

/** Reads a request's head. Returns undefined if its target is neither a path nor a URL, or is wrongly encoded. */
export function readHead(incoming: IncomingMessage, policy: OriginPolicy): RequestHead | undefined {
  const { method = 'GET', url = '/', headers: received, socket } = incoming;
  const target = parseTarget(url);
  if (!target) return undefined;
  const headers: Record<string, string> = {};
  for (const name in received) {
    const value = received[name];
    setOwn(headers, name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
  }
  const request = {
    method,
    path: target.path,
    headers,
    body: '',
    // A socket that listens on IPv6 shows IPv4 callers in the mapped form of RFC 4291, section 2.5.5.2.
    sourceIp: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    sender: policy.senderOf(headers),
  };
  return { request, authority: target.authority ?? hostOf(incoming) };
}

interface Target {
  readonly path: string;
  /** Of a URL; it counts more than the `Host` header. */
  readonly authority?: string;
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
function parseTarget(target: string): Target | undefined {
  if (target.startsWith('/')) return isDecodable(withoutQuery(target)) ? { path: target } : undefined;
  const url = /^https?:\/\//i.test(target) ? URL.parse(target) : null;
  if (!url || !isDecodable(url.pathname)) return undefined;
  return { path: url.pathname + url.search, authority: url.host };
}

function isDecodable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Node keeps the first of several `Host` headers, which the next hop might not. */
function hostOf({ headers, rawHeaders }: IncomingMessage): string | undefined {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts === 1 ? headers.host : undefined;
}

/** Bytes of large bodies that are in memory, over all connections of a server. */
export interface BodyBudget {
  held: number;
  readonly max: number;
}

export interface BodyLimits {
  readonly maxBodyBytes: number;
  readonly budget: BodyBudget;
}

export interface Body {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Gives its bytes back to the budget. */
  release(): void;
}

/** Bodies up to this size are always read: as many as there are connections. Chosen: above most requests. */
const SMALL_BODY_BYTES = 64 * 1024;

/** Chunks are joined when there are as many, because a chunk of one byte takes a hundred bytes of memory. Chosen. */
const JOINED_CHUNKS = 1024;

const NO_BODY: Body = { text: '', bytes: new Uint8Array(), release: () => undefined };

/** Reads a request's whole body, or returns why it cannot be read. */
export function readBody(
  incoming: IncomingMessage,
  { maxBodyBytes, budget }: BodyLimits,
): Promise<Body | 'tooLarge' | 'busy' | 'aborted'> | Body | 'tooLarge' {
  const { 'content-length': declared, 'transfer-encoding': encoding } = incoming.headers;
  if (Number(declared ?? 0) > maxBodyBytes) return 'tooLarge';
  if (encoding === undefined && Number(declared ?? 0) === 0) return NO_BODY;
  return new Promise((resolve) => {
    const joined: Buffer[] = [];
    let chunks: Buffer[] = [];
    let length = 0;
    let counted = 0;
    const release = () => {
      budget.held -= counted;
      counted = 0;
    };
    const refuse = (why: 'tooLarge' | 'busy' | 'aborted') => {
      incoming.off('data', receive).off('end', finish).off('close', abort);
      release();
      resolve(why);
    };
    const receive = (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBodyBytes) return refuse('tooLarge');
      if (length > SMALL_BODY_BYTES) {
        if (budget.held + length - counted > budget.max) return refuse('busy');
        budget.held += length - counted;
        counted = length;
      }
      if (chunks.push(chunk) < JOINED_CHUNKS) return;
      joined.push(Buffer.concat(chunks));
      chunks = [];
    };
    const finish = () => {
      incoming.off('close', abort);
      const bytes = Buffer.concat([...joined, ...chunks]);
      resolve({ text: bytes.toString('utf8'), bytes, release });
    };
    const abort = () => refuse('aborted');
    // An error comes before `close`, which is enough to know.
    incoming
      .on('error', () => undefined)
      .on('data', receive)
      .on('end', finish)
      .on('close', abort);
  });
}
