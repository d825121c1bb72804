import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as TlsServer } from 'node:tls';
import { errorCode } from '../platform/errors.ts';

/** Why a client and the server do not understand each other before there is a request that could be answered. */
export type TlsFault = 'tlsOnPlainPort' | 'plainOnTlsPort' | 'certificateRefused';

/** Calls `onFault` for each connection that ends so. Nothing about how it ends is changed. */
export function watchTls(server: Server, onFault: (fault: TlsFault) => void): void {
  const report = (error: Error) => {
    const fault = faultOf(error);
    if (fault) onFault(fault);
  };
  const isTls = server instanceof TlsServer;
  // A client of TLS 1.3 refuses the certificate after the handshake has ended for the server.
  server.on(isTls ? 'secureConnection' : 'connection', (socket: Duplex) => socket.on('error', report));
  if (isTls) server.on('tlsClientError', report);
}

function faultOf(error: Error & { readonly rawPacket?: unknown }): TlsFault | undefined {
  const { rawPacket } = error;
  if (rawPacket instanceof Uint8Array && isTlsRecord(rawPacket)) return 'tlsOnPlainPort';
  const code = String(errorCode(error));
  if (code === 'ERR_SSL_HTTP_REQUEST') return 'plainOnTlsPort';
  return REFUSED.test(code) ? 'certificateRefused' : undefined;
}

/** A handshake record of any version: https://datatracker.ietf.org/doc/html/rfc8446#section-5.1 */
const isTlsRecord = ([type, major]: Uint8Array) => type === 22 && major === 3;

/** OpenSSL's names for the alerts of https://datatracker.ietf.org/doc/html/rfc8446#section-6.2 */
const REFUSED = /ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA)$/;
