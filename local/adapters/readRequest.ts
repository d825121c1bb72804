import type { IncomingMessage } from 'node:http';
import { errorCode } from '../platform/errors.ts';
import type { HttpRequest } from '../platform/HttpMessage.ts';

/** Reads a request with its whole body, or returns why it cannot be read. */
export async function readRequest(
  incoming: IncomingMessage,
  maxBodyBytes: number,
): Promise<HttpRequest | 'tooLarge' | 'aborted'> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // A stream of bytes yields buffers unless it is given an encoding.
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBodyBytes) return 'tooLarge';
      chunks.push(chunk);
    }
  } catch (error) {
    if (errorCode(error) === 'ECONNRESET') return 'aborted';
    throw error;
  }
  return { ...requestHead(incoming), body: Buffer.concat(chunks).toString('utf8') };
}

export const withoutQuery = (path: string) => path.replace(/\?.*$/s, '');

/** The request without a body. */
export const requestHead = ({
  method = 'GET',
  url = '/',
  headers,
  socket,
}: IncomingMessage): HttpRequest => ({
  method,
  path: url,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  ),
  body: '',
  // A socket that listens on IPv6 shows IPv4 callers in the mapped form of RFC 4291, section 2.5.5.2.
  sourceIp: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
});
