import type { World } from '../platform/World.ts';
import type { TlsFault } from './watchTls.ts';

export interface Endpoints {
  /** Scheme, host and port. */
  readonly plainUrl: string;
  readonly tlsUrl: string;
}

/** Chosen: clients try again every few seconds, and one line says it all. */
const SILENCE_MS = 60_000;

/** Says in the feed why a client hears nothing, and what to do about it; the same at most once a minute. */
export function explainTlsFaults(
  { clock, feed }: World,
  endpoints: () => Endpoints,
): (fault: TlsFault) => void {
  const explained = new Map<TlsFault, number>();
  return (fault) => {
    const last = explained.get(fault);
    if (last !== undefined && clock.now() < last + SILENCE_MS) return;
    explained.set(fault, clock.now());
    const { code, say } = EXPLANATIONS[fault];
    feed.publish({
      kind: 'failure',
      traceId: null,
      source: 'GraphQL endpoint',
      code,
      message: say(endpoints()),
    });
  };
}

const EXPLANATIONS: Readonly<Record<TlsFault, { code: string; say(endpoints: Endpoints): string }>> = {
  tlsOnPlainPort: {
    code: 'TlsOnPlainPort',
    say: ({ plainUrl, tlsUrl }) =>
      `A client speaks TLS to ${plainUrl}, as aws-amplify does for subscriptions, whatever its endpoint. Set its endpoint to ${tlsUrl}/graphql.`,
  },
  plainOnTlsPort: {
    code: 'PlainOnTlsPort',
    say: ({ plainUrl, tlsUrl }) =>
      `A client speaks plain HTTP to ${tlsUrl}. Set its endpoint to ${tlsUrl}/graphql or to ${plainUrl}/graphql.`,
  },
  certificateRefused: {
    code: 'CertificateRefused',
    say: ({ tlsUrl }) =>
      `A client does not trust the certificate of ${tlsUrl}. Open ${tlsUrl}/graphql once in the browser and trust it; for Node, set NODE_EXTRA_CA_CERTS.`,
  },
};
