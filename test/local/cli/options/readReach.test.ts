import { describe, expect, test } from 'vitest';
import { readReach } from '../../../../local/cli/options/readReach.ts';

test('without a word nobody but this machine is let in', () => {
  const nobody = { host: '127.0.0.1', allowedHosts: [], allowedOrigins: [] };
  expect(readReach({}, {})).toEqual(nobody);
  expect(readReach({}, { HOST: '' })).toEqual(nobody);
});

test.each(['localhost', '127.0.0.2', '::1'])('HOST=%s stays on this machine', (HOST) => {
  expect(readReach({}, { HOST })).toMatchObject({ host: HOST });
});

test('pages and names are allowed one by one', () => {
  const given = {
    'allow-origin': ['http://localhost:5173/', 'https://app.example'],
    'allow-host': ['host.docker.internal'],
  };
  expect(readReach(given, {})).toEqual({
    host: '127.0.0.1',
    allowedOrigins: ['http://localhost:5173', 'https://app.example'],
    allowedHosts: ['host.docker.internal'],
  });
});

test.each(['0.0.0.0', '::', '192.168.1.5', 'my-pc'])('HOST=%s asks for it in words', (HOST) => {
  expect(() => readReach({}, { HOST })).toThrow(
    `HOST is "${HOST}", so other machines could reach this cloud: add --expose if they shall, or leave HOST out.`,
  );
  expect(readReach({ expose: true }, { HOST })).toMatchObject({ host: HOST });
});

test('the words alone expose nothing', () => {
  expect(() => readReach({ expose: true }, {})).toThrow(/^--expose goes with HOST/);
});

describe('is refused in one line:', () => {
  test.each([
    '*',
    'null',
    'localhost:5173',
    'http://localhost:5173/app',
    'file:///x',
    'http://a b',
    'javascript:1',
  ])('--allow-origin %s', (origin) => {
    expect(() => readReach({ 'allow-origin': [origin] }, {})).toThrow(/^--allow-origin is "[^\n]*:5173\.$/);
  });

  test.each(['a:1', 'http://a', '*', '.', '', 'a\nb', '*.example'])('--allow-host %j', (name) => {
    expect(() => readReach({ 'allow-host': [name] }, {})).toThrow(/^--allow-host is "[^\n]*\.$/);
  });
});
