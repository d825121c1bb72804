import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Certificate, createCertificate } from '../../../local/adapters/createCertificate.ts';
import { keepCertificate } from '../../../local/adapters/keepCertificate.ts';
import { tlsOptions } from '../../../local/cli/options/tlsOptions.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'tls-'));

let other: Certificate;
beforeAll(async () => {
  other = await createCertificate();
});

test('a folder keeps its certificate, whose key only its owner reads, until it is asked for another name', async () => {
  const folder = newFolder();
  const first = await keepCertificate(folder);
  expect(await keepCertificate(folder)).toEqual(first);
  expect(statSync(join(folder, 'certificate-key.pem')).mode & 0o777).toBe(0o600);

  const named = await keepCertificate(folder, ['my-pc.local', '192.168.1.5']);
  expect(named.cert).not.toBe(first.cert);
  expect(await keepCertificate(folder, ['192.168.1.5'])).toEqual(named);
});

test.each(['certificate.pem', 'certificate-key.pem'])('a damaged %s is replaced', async (name) => {
  const folder = newFolder();
  const first = await keepCertificate(folder);
  for (const text of ['nonsense', name === 'certificate.pem' ? other.cert : other.key]) {
    writeFileSync(join(folder, name), text);
    const next = await keepCertificate(folder);
    expect([first.cert, other.cert]).not.toContain(next.cert);
    expect(readFileSync(join(folder, 'certificate.pem'), 'utf8')).toBe(next.cert);
  }
});

test('a certificate of one’s own is given with its key', async () => {
  const folder = newFolder();
  const mine = await keepCertificate(folder);
  const [cert, key] = ['certificate.pem', 'certificate-key.pem'].map((name) => join(folder, name));
  expect(tlsOptions.read({ 'tls-cert': cert, 'tls-key': key }, {})).toEqual({ certificate: mine });
  expect(tlsOptions.read({}, {})).toEqual({});

  const foreign = join(folder, 'foreign.pem');
  writeFileSync(foreign, other.key);
  expect(() => tlsOptions.read({ 'tls-cert': cert, 'tls-key': foreign }, {})).toThrow(
    / is not the key of the certificate in /,
  );
  expect(() => tlsOptions.read({ 'tls-cert': cert }, {})).toThrow(/^--tls-cert and --tls-key go together/);
  expect(() => tlsOptions.read({ 'tls-cert': '/none', 'tls-key': key }, {})).toThrow(
    /^--tls-cert cannot be read: ENOENT/,
  );
});
