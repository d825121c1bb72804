import type { HttpRequest } from '../../../platform/HttpMessage.ts';

/** `ctx.identity.sourceIp`: what `x-forwarded-for` lists, in its order, then whoever holds the socket. */
export function sourceIps({
  headers,
  sourceIp,
}: Pick<HttpRequest, 'headers' | 'sourceIp'>): readonly string[] {
  const forwarded = (headers['x-forwarded-for'] ?? '').split(',').map((address) => address.trim());
  return [...forwarded.filter((address) => address !== ''), sourceIp];
}
