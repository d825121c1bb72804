import { isIP } from 'node:net';
import { generate } from 'selfsigned';

/** PEM texts of a key and its certificate. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Creates a self-signed certificate for this machine's own names and further ones, or addresses. An elliptic key takes a few
 * milliseconds, so each start without a data folder makes its own.
 */
export async function createCertificate(names: readonly string[] = []): Promise<Certificate> {
  // Clients check validity by their own clocks, not by the cloud's; a day of tolerance allows for differences.
  const today = Date.now();
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(today - DAY_MS),
    notAfterDate: new Date(today + 365 * DAY_MS),
    extensions: [
      // NODE_EXTRA_CA_CERTS only takes certificates of authorities.
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
          ...names.map((name) =>
            isIP(name) > 0 ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
          ),
        ],
      },
    ],
  });
  return { key, cert };
}
