import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Certificate } from './createCertificate.ts';

/** The certificate in a folder, which whoever has trusted it goes on trusting, and its key, which only its owner reads. */
const KEPT = { cert: 'certificate.pem', key: 'certificate-key.pem' };

/** A kept certificate that ends sooner is replaced. Chosen. */
const LEAST_LEFT_MS = 30 * 24 * 60 * 60 * 1000;

/** Returns the certificate that a folder keeps; makes one where there is none that still serves for these names. */
export async function keepCertificate(folder: string, names: readonly string[] = []): Promise<Certificate> {
  const kept = readKept(folder);
  if (kept && serves(kept, names)) return kept;
  // It loads cryptography that a kept certificate does not need.
  const { createCertificate } = await import('./createCertificate.ts');
  const made = await createCertificate(names);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, KEPT.key), made.key, { mode: 0o600 });
  writeFileSync(join(folder, KEPT.cert), made.cert);
  return made;
}

function readKept(folder: string): Certificate | undefined {
  try {
    const [cert, key] = [KEPT.cert, KEPT.key].map((name) => readFileSync(join(folder, name), 'utf8'));
    return cert !== undefined && key !== undefined ? { cert, key } : undefined;
  } catch {
    return undefined;
  }
}

function serves(certificate: Certificate, names: readonly string[]): boolean {
  if (!belongTogether(certificate)) return false;
  const x509 = new X509Certificate(certificate.cert);
  const isNamed = (name: string) =>
    (isIP(name) > 0 ? x509.checkIP(name) : x509.checkHost(name)) !== undefined;
  return (
    x509.validToDate.getTime() - performance.timeOrigin > LEAST_LEFT_MS &&
    ['localhost', ...names].every(isNamed)
  );
}

/** Whether a key is that of a certificate; false also for what is neither. */
export function belongTogether({ cert, key }: Certificate): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
