import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import type { HttpRequest, Sender } from '../platform/HttpMessage.ts';

export interface OriginPolicyOptions {
  /** The address that the servers listen on. */
  readonly host: string;
  /** Further names under which clients reach them. @default none */
  readonly allowedHosts?: readonly string[];
  /** Origins of pages that are trusted like the console, such as `http://localhost:5173`. @default none */
  readonly allowedOrigins?: readonly string[];
}

/** Which names are this machine's, and which pages are its own: docs/decisions/015-doors.md. */
export interface OriginPolicy {
  /** Whether others than this machine may reach it, so that nobody is trusted for being here. */
  readonly isExposed: boolean;
  /** Names and addresses beyond loopback, as a certificate lists them. */
  readonly furtherNames: readonly string[];
  /** Whether a `Host` header names this machine. The port does not count, because it may be mapped. */
  isOwnHost(authority: string): boolean;
  senderOf(headers: Readonly<Record<string, string>>): Sender;
  /** Adds a port on which this cloud serves pages. */
  addPort(port: number): void;
}

export function createOriginPolicy({
  host,
  allowedHosts = [],
  allowedOrigins = [],
}: OriginPolicyOptions): OriginPolicy {
  const listened = inUrl(host.toLowerCase());
  const names = new Set([listened, ...allowedHosts.map((name) => name.toLowerCase())]);
  const origins = new Set(allowedOrigins);
  const ports = new Set<string>();
  const listensToOthers = !isLoopback(listened);
  if (listensToOthers) for (const suffix of ['', '.local']) names.add(`${hostname().toLowerCase()}${suffix}`);

  const isOwnName = (name: string) =>
    // An address is no name that somebody's DNS could lead here.
    isLoopback(name) || names.has(name) || (listensToOthers && isIP(name.replace(/^\[|\]$/g, '')) > 0);

  const isOwnOrigin = (origin: string, authority: string | undefined) => {
    const url = URL.parse(origin);
    if (!url || !/^https?:$/.test(url.protocol)) return false;
    return isOwnName(url.hostname) && (url.host === authority || ports.has(url.port));
  };

  return {
    isExposed: listensToOthers || allowedHosts.length > 0,
    furtherNames: [...allowedHosts, ...(listensToOthers ? [hostname(), ...addressesOf(host)] : [])],
    isOwnHost(authority) {
      const name = nameOf(authority);
      return name !== undefined && isOwnName(name);
    },
    senderOf({ origin, host: authority, 'sec-fetch-site': site }) {
      if (origin !== undefined) {
        if (origins.has(origin)) return 'allowedPage';
        return isOwnOrigin(origin, authority) ? 'ownPage' : 'foreignPage';
      }
      if (site === undefined) return 'program';
      // `none`: the user typed the address. `same-site` says nothing: pages on all ports of a host are one site.
      return site === 'same-origin' || site === 'none' ? 'ownPage' : 'foreignPage';
    },
    addPort: (port) => void ports.add(String(port)),
  };
}

/** The addresses at which a server on `host` is reached from elsewhere. */
function addressesOf(host: string): string[] {
  if (!isWildcard(host)) return isIP(host) > 0 ? [host] : [];
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ internal }) => !internal).map(({ address }) => address);
}

const isWildcard = (host: string) => host === '0.0.0.0' || host === '::';

/** https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2 */
const AUTHORITY = /^(\[[0-9a-f:.]+\]|[^:[\]/?#@\s]+)(?::\d{1,5})?$/i;

/** The name or address in a `Host` header, in lower case. */
export const nameOf = (authority: string): string | undefined =>
  AUTHORITY.exec(authority)?.[1]?.toLowerCase();

/** `localhost` and all below it never leave the machine: https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
const LOOPBACK = /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host, as a server listens on it or a URL names it, can only be reached from this machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** A host as URLs write it: IPv6 in brackets. */
export const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** What proxies add, behind which anybody may be. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host'];

/** Whether a request was sent on this machine, to it, and by no proxy that would be one of its own. */
export const isLocal = ({ headers, sourceIp }: HttpRequest): boolean =>
  isLoopback(sourceIp) &&
  isLoopback(nameOf(headers['host'] ?? '') ?? '') &&
  !FORWARDED.some((name) => name in headers);
