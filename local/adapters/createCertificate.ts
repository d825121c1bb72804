import { generate } from 'selfsigned';

/** PEM texts of a key and its certificate. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A self-signed certificate for this machine's own names. An elliptic key takes a few milliseconds,
 * so each start has its own and none lies on a disk.
 */
export async function createCertificate(): Promise<Certificate> {
  // Clients judge validity by the machine's time, whatever the cloud's clock says; a day of slack for theirs.
  const today = Date.now();
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(today - DAY_MS),
    notAfterDate: new Date(today + 365 * DAY_MS),
    extensions: [
      // A certificate that clients are told to trust by itself has to be an authority: NODE_EXTRA_CA_CERTS.
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key, cert };
}
