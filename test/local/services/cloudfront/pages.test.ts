import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../../local/startCloud.ts';
import {
  assemblyOf,
  behavior,
  deployment,
  edge,
  first,
  POLICY,
  reading,
  ref,
  resources,
  second,
} from './site.ts';

let cloud: Cloud;
let url: string;
beforeAll(async () => {
  cloud = await startCloud({ assembly: assemblyOf(resources, { first, second }), seed: 1, frozenAt: 0 });
  url = cloud.graphqlUrl.replace('/graphql', '');
});
afterAll(() => cloud.close());

const read = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
};

describe('the pages of a distribution', () => {
  test.each([
    ['/', 'First', 'text/html'],
    ['/index.html', 'First', 'text/html'],
    ['/orders/17', 'First', 'text/html'],
    ['/assets/a%20b.js?v=1', 'export', 'text/javascript'],
    ['/config.json', '{"bucket":"the-pages"}', 'application/json'],
  ])('%s is served', async (path, text, type) => {
    const { status, headers, body } = await read(path);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(body).toContain(text);
  });

  test('have the headers of their policy, and keep those that it does not override', async () => {
    const { headers } = await read('/');
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': POLICY,
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    });
    expect(headers.has('last-modified')).toBe(false);
  });

  test('name no host to be asked over TLS alone, since all ports of this machine would be', async () => {
    expect((await read('/')).headers.has('strict-transport-security')).toBe(false);
  });

  test('are sent once to who keeps them', async () => {
    const etag = (await read('/')).headers.get('etag')!;
    for (const path of ['/', '/orders/17']) {
      const { status, headers } = await read(path, { headers: { 'if-none-match': etag } });
      expect([status, headers.get('etag'), headers.get('x-frame-options')]).toEqual([304, etag, 'DENY']);
    }
  });

  test('are read and not written', async () => {
    const head = await read('/', { method: 'HEAD' });
    expect([head.status, head.body, head.headers.get('content-length')]).toEqual([200, '', '20']);
    for (const method of ['DELETE', 'POST', 'PUT', 'OPTIONS'])
      expect((await read('/', { method })).status).toBe(403);
    expect((await read('/index.html')).body).toContain('First');
  });

  test('leave what the cloud serves itself where it is', async () => {
    expect((await read('/console')).body).toContain('console');
    expect((await read('/health')).status).toBe(200);
    const described = JSON.parse((await read('/outputs.json')).body) as object;
    expect(described).toMatchObject({ pageUrl: url, stacks: { Site: { Address: url } } });
  });

  test('are for the names of this machine alone', async () => {
    const { port } = new URL(url);
    const status = await new Promise((resolve) =>
      request({ host: '127.0.0.1', port, path: '/', headers: { host: `rebound.example:${port}` } })
        .on('response', (answer) => resolve(answer.resume().statusCode))
        .end(),
    );
    expect(status).toBe(421);
  });

  test('may not be embedded by others', async () => {
    expect((await read('/assets/a%20b.js')).headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

describe('a user pool’s door for pages', () => {
  const ask = (action: string, headers: Readonly<Record<string, string>> = {}) =>
    read('/cognito', {
      method: 'POST',
      body: '{}',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
        ...headers,
      },
    });

  test('takes what users do themselves', async () => {
    const { status, body } = await ask('InitiateAuth');
    expect([status, JSON.parse(body)]).toEqual([400, expect.objectContaining({ __type: expect.anything() })]);
    expect(body).not.toContain('AccessDenied');
  });

  test('takes nothing of foreign pages', async () => {
    expect((await ask('InitiateAuth', { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('takes nothing of administrators, however it is signed', async () => {
    const signed = {
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKID/20300101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00',
    };
    for (const headers of [{}, signed])
      expect(JSON.parse((await ask('AdminCreateUser', headers)).body)).toMatchObject({
        __type: 'AccessDeniedException',
      });
  });
});

describe('another version', () => {
  const titleAt = async (path: string) => /<title>(.*)<\/title>/.exec((await read(path)).body)?.[1];
  const update = (changed: object) =>
    cloud.update(assemblyOf({ ...resources, ...changed }, { first, second }));

  test('of the files is served at once, and what is gone is pruned', async () => {
    const { changes } = await update({ Deployment: deployment('second') });
    expect(changes.map(({ action, logicalId }) => `${action} ${logicalId}`)).toEqual(['updated Deployment']);
    expect([await titleAt('/'), (await read('/config.json')).body]).toEqual([
      'Second',
      '<title>Second</title>',
    ]);
    await update({});
    expect(await titleAt('/')).toBe('First');
  });

  test('that keeps files keeps them', async () => {
    await update({ Deployment: deployment('second', { Prune: false }) });
    expect([await titleAt('/'), (await read('/config.json')).body]).toEqual([
      'Second',
      '{"bucket":"the-pages"}',
    ]);
    await update({});
  });

  test('below a folder touches nothing beside it', async () => {
    const below = deployment('second', { DestinationBucketKeyPrefix: 'b' });
    await update({ Below: below });
    expect([await titleAt('/b/index.html'), await titleAt('/')]).toEqual(['Second', 'First']);
    await update({ Below: deployment('second', { DestinationBucketKeyPrefix: 'b', RetainOnDelete: false }) });
    await update({});
    expect(await titleAt('/b/index.html')).toBe('First');
  });

  test('with a behaviour of its own is served by it', async () => {
    const Edge = edge({
      CacheBehaviors: [
        { ...behavior, PathPattern: '/assets/*.js', ResponseHeadersPolicyId: ref('AWS::NoValue') },
      ],
    });
    await update({ Edge });
    const { headers } = await read('/assets/a%20b.js');
    expect([headers.has('x-frame-options'), (await read('/')).headers.has('x-frame-options')]).toEqual([
      false,
      true,
    ]);
    await update({});
  });

  test('whose bucket may be listed says what is not there, and no page of the app’s is a denial', async () => {
    const denials: unknown[] = [];
    const stop = cloud.world.feed.subscribe((record) => record.kind === 'denial' && denials.push(record));
    const [statement] = reading.Properties.PolicyDocument.Statement;
    const listed = { ...statement, Action: 's3:ListBucket', Resource: { 'Fn::GetAtt': ['Pages', 'Arn'] } };
    const PolicyDocument = { Version: '2012-10-17', Statement: [statement, listed] };
    await update({ Reading: { ...reading, Properties: { ...reading.Properties, PolicyDocument } } });
    expect(await read('/orders/17')).toMatchObject({ status: 404, body: 'NoSuchKey' });
    await update({});
    expect((await read('/orders/17')).status).toBe(200);
    expect(denials).toEqual([]);
    stop();
  });

  test('whose bucket lets nobody read is denied, as on AWS, and names nothing', async () => {
    await update({
      Reading: { ...reading, Properties: { ...reading.Properties, PolicyDocument: { Statement: [] } } },
    });
    expect(await read('/index.html')).toMatchObject({ status: 403, body: 'AccessDenied' });
    await update({});
    expect((await read('/index.html')).status).toBe(200);
  });

  test.each([
    [
      'an origin that is no bucket',
      { Origins: [{ Id: 'bucket', DomainName: 'example.com' }] },
      /example\.com/,
    ],
    [
      'a behaviour without its origin',
      { DefaultCacheBehavior: { ...behavior, TargetOriginId: 'x' } },
      /origins/,
    ],
    [
      'a function at the edge',
      { DefaultCacheBehavior: { ...behavior, FunctionAssociations: [] } },
      /FunctionAssociations/,
    ],
    ['the switch off', { Enabled: false }, /not enabled/],
  ])('with %s is refused, and the one before goes on', async (_, more, message) => {
    await expect(update({ Edge: edge(more) })).rejects.toThrow(message);
    expect(await titleAt('/')).toBe('First');
  });

  test('without the distribution leads to the console', async () => {
    const { Edge: _, Reading: __, ...left } = resources;
    await cloud.update(assemblyOf({ ...left }, { first, second }));
    const { status, headers } = await read('/');
    expect([status, headers.get('location')]).toEqual([302, '/console']);
  });
});
