import { hostname } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOriginPolicy } from '../../../local/adapters/createOriginPolicy.ts';

const policyFor = (host: string, rest = {}) => {
  const policy = createOriginPolicy({ host, ...rest });
  policy.addPort(4000);
  return policy;
};
const local = policyFor('127.0.0.1', {
  allowedHosts: ['host.docker.internal'],
  allowedOrigins: ['http://localhost:5173'],
});
const exposed = policyFor('0.0.0.0');

describe('on loopback', () => {
  test.each([
    'localhost',
    'LocalHost:4000',
    'app.localhost:4000',
    '127.0.0.1',
    '127.5.6.7:80',
    '[::1]:4000',
    'host.docker.internal:4000',
  ])('%s is this machine', (authority) => {
    expect(local.isOwnHost(authority)).toBe(true);
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io:4000',
    'evil.example:4000',
    'evillocalhost',
    '192.168.1.5:4000',
    '0.0.0.0:4000',
    hostname(),
    'dynamodb.us-east-1.amazonaws.com',
    'localhost.',
    'localhost:4000:80',
    'localhost@evil.example',
    'user@localhost',
    '[::1',
    '',
    ' ',
  ])('%j is another', (authority) => {
    expect(local.isOwnHost(authority)).toBe(false);
  });

  test('no name that ends otherwise is this machine', () => {
    fc.assert(
      fc.property(fc.domain(), fc.option(fc.nat(65_535)), (domain, port) => {
        fc.pre(!domain.endsWith('.localhost'));
        expect(local.isOwnHost(port === null ? domain : `${domain}:${port}`)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('exposed', () => {
  test.each(['192.168.1.5:4000', '[fe80::1]:4000', hostname(), `${hostname()}.local:4000`, 'localhost'])(
    '%s is this machine',
    (authority) => {
      expect(exposed.isOwnHost(authority)).toBe(true);
    },
  );

  test.each(['evil.example', '192.168.1.5.evil.example', '1.2.3:4000'])('%s is another', (authority) => {
    expect(exposed.isOwnHost(authority)).toBe(false);
  });
});

test('a certificate names what others know the machine by, and nothing else', () => {
  expect(local.furtherNames).toEqual(['host.docker.internal']);
  expect(policyFor('127.0.0.1').furtherNames).toEqual([]);
  expect(policyFor('192.168.1.5').furtherNames).toEqual([hostname(), '192.168.1.5']);
  expect(exposed.furtherNames).toContain(hostname());
  expect(exposed.furtherNames).not.toContain('127.0.0.1');
});

describe('the sender is', () => {
  const host = '127.0.0.1:4000';
  test.each<[string, string, Record<string, string>]>([
    ['a program', 'program', {}],
    ['a program, as Node fetches', 'program', { 'sec-fetch-mode': 'cors' }],
    ['a page of the same origin', 'ownPage', { 'sec-fetch-site': 'same-origin' }],
    ['who typed the address', 'ownPage', { 'sec-fetch-site': 'none' }],
    ['a page of the same origin that posts', 'ownPage', { origin: 'http://127.0.0.1:4000' }],
    ['the console under its other name', 'ownPage', { origin: 'http://localhost:4000' }],
    ['an allowed page', 'allowedPage', { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }],
    ['a page of another port', 'foreignPage', { origin: 'http://127.0.0.1:5173' }],
    ['a page of another port, which embeds', 'foreignPage', { 'sec-fetch-site': 'same-site' }],
    ['a page of another site', 'foreignPage', { origin: 'https://evil.example' }],
    ['a page of another site on our port', 'foreignPage', { origin: 'http://evil.example:4000' }],
    ['a page of another site, which embeds', 'foreignPage', { 'sec-fetch-site': 'cross-site' }],
    ['an allowed page over TLS, which was not allowed', 'foreignPage', { origin: 'https://localhost:5173' }],
    ['a sandboxed page or a file', 'foreignPage', { origin: 'null' }],
    ['an extension', 'foreignPage', { origin: 'chrome-extension://abc' }],
    ['nobody who can be named', 'foreignPage', { origin: '' }],
    ['a word of a later standard', 'foreignPage', { 'sec-fetch-site': 'nearby' }],
  ])('%s', (_name, sender, headers) => {
    expect(local.senderOf({ host, ...headers })).toBe(sender);
  });

  test('a page on a mapped port asks its own server', () => {
    const origin = 'http://localhost:5000';
    expect(local.senderOf({ origin, host: 'localhost:5000' })).toBe('ownPage');
    expect(local.senderOf({ origin, host: 'localhost:4566' })).toBe('foreignPage');
  });

  test('never the console for an origin that a page can have elsewhere', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        expect(local.senderOf({ host, origin: new URL(url).origin })).toBe('foreignPage');
      }),
      { numRuns: 200 },
    );
  });
});
