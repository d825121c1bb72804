import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../../../local/startCloud.ts';
import { ask } from '../../../../support/ask.ts';
import { getAtt, role, startForeignCloud } from '../../iam/authorization/foreignTemplate.ts';

/** Answers with its event, or with what `?answer=` says. */
const CODE = `exports.handler = async (event) => {
  const answer = event.queryStringParameters?.answer;
  if (answer === 'throw') throw new Error('secret words');
  return answer ? JSON.parse(answer) : { statusCode: 200, headers: { 'X-Of': 'function' }, body: JSON.stringify(event) };
};`;

const echo = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: getAtt('Role'),
    Code: { ZipFile: CODE },
  },
});

const url = (name: string, AuthType: 'NONE' | 'AWS_IAM') => ({
  Type: 'AWS::Lambda::Url',
  Properties: { AuthType, TargetFunctionArn: getAtt(name) },
});

/** Both that an address needs. */
const permissions = (id: string, name: string, more: object) => ({
  [`${id}Url`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: { Action: 'lambda:InvokeFunctionUrl', FunctionName: getAtt(name), ...more },
  },
  [`${id}Function`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: getAtt(name),
      InvokedViaFunctionUrl: true,
      ...more,
    },
  },
});

const originOf = (name: string) => ({
  'Fn::Select': [2, { 'Fn::Split': ['/', getAtt(name, 'FunctionUrl')] }],
});

let cloud: Cloud;
let addresses: Record<'open' | 'closed' | 'signed', string>;
beforeAll(async () => {
  ({ cloud } = await startForeignCloud({
    Role: role('lambda', []),
    Open: echo('open'),
    OpenUrl: url('Open', 'NONE'),
    ...permissions('Anybody', 'Open', { Principal: '*' }),
    Closed: echo('closed'),
    ClosedUrl: url('Closed', 'NONE'),
    Signed: echo('signed'),
    SignedUrl: url('Signed', 'AWS_IAM'),
    ...permissions('Edge', 'Signed', { Principal: 'cloudfront.amazonaws.com' }),
    Access: {
      Type: 'AWS::CloudFront::OriginAccessControl',
      Properties: {
        OriginAccessControlConfig: {
          Name: 'feeds',
          OriginAccessControlOriginType: 'lambda',
          SigningBehavior: 'always',
          SigningProtocol: 'sigv4',
        },
      },
    },
    Pages: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [
            {
              Id: 'signed',
              DomainName: originOf('SignedUrl'),
              OriginAccessControlId: getAtt('Access', 'Id'),
              CustomOriginConfig: {},
            },
            { Id: 'unsigned', DomainName: originOf('SignedUrl'), CustomOriginConfig: {} },
          ],
          DefaultCacheBehavior: { TargetOriginId: 'signed', ViewerProtocolPolicy: 'redirect-to-https' },
          CacheBehaviors: [
            {
              PathPattern: '/unsigned/*',
              TargetOriginId: 'unsigned',
              ViewerProtocolPolicy: 'redirect-to-https',
            },
          ],
        },
      },
    },
  }));
  const addressOf = (name: string) => String(cloud.stacks[0]!.resources[name]!.attributes?.['FunctionUrl']);
  addresses = { open: addressOf('OpenUrl'), closed: addressOf('ClosedUrl'), signed: addressOf('SignedUrl') };
});
afterAll(() => cloud?.close());

/** As a browser asks, which resolves every name below `localhost`. */
function call(address: string, path: string, options: object = {}, body?: string) {
  const { host, port } = new URL(address);
  const { headers = {}, ...rest } = options as { headers?: object };
  return ask(`http://127.0.0.1:${port}${path}`, { ...rest, headers: { host, ...headers } }, body);
}

const answering = (value: unknown) => `/?answer=${encodeURIComponent(JSON.stringify(value))}`;

describe('a function that anybody may call', () => {
  test('has an address of this machine, and gets the request in version 2.0 of the format', async () => {
    expect(addresses.open).toMatch(/^http:\/\/[0-9a-f]{32}\.lambda-url\.us-east-1\.localhost:\d+\/$/);
    const { status, headers, body } = await call(
      addresses.open,
      '/a/b%20c?x=1&x=2&y=%2B',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: 'a=1; b=2', 'user-agent': 'me' },
      },
      '{"ä":1}',
    );
    expect([status, headers['x-of']]).toEqual([200, 'function']);
    const urlId = new URL(addresses.open).hostname.split('.')[0];
    expect(JSON.parse(body)).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a/b%20c',
      rawQueryString: 'x=1&x=2&y=%2B',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { x: '1,2', y: '+' },
      requestContext: {
        accountId: 'anonymous',
        apiId: urlId,
        domainName: `${urlId}.lambda-url.us-east-1.on.aws`,
        domainPrefix: urlId,
        http: {
          method: 'POST',
          path: '/a/b%20c',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'me',
        },
        stage: '$default',
        time: '20/Jan/2027:10:00:00 +0000',
        timeEpoch: Date.UTC(2027, 0, 20, 10),
      },
      body: '{"ä":1}',
      isBase64Encoded: false,
    });
  });

  test('gets a form in Base64, and is reached by a path, too', async () => {
    const { origin, urlId } = {
      origin: cloud.awsEndpointUrl,
      urlId: new URL(addresses.open).hostname.split('.')[0],
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { body } = await ask(`${origin}/lambda-url/${urlId}/form?z`, { method: 'POST', headers }, 'a=b');
    expect(JSON.parse(body)).toMatchObject({
      rawPath: '/form',
      rawQueryString: 'z',
      body: Buffer.from('a=b').toString('base64'),
      isBase64Encoded: true,
    });
  });

  test.each<[string, unknown, object]>([
    [
      'a status and headers',
      { statusCode: 404, headers: { 'Content-Type': 'text/plain' }, body: 'no' },
      { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no' },
    ],
    ['bytes', { statusCode: 200, body: 'aGk=', isBase64Encoded: true }, { status: 200, body: 'hi' }],
    [
      'a cookie',
      { statusCode: '204', cookies: ['a=b; Secure'] },
      { status: 204, headers: { 'set-cookie': ['a=b; Secure'] } },
    ],
    ['data', { a: 1 }, { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":1}' }],
    ['text', 'words', { status: 200, body: 'words' }],
    ['no status', { statusCode: 'x' }, { status: 502, body: 'Internal Server Error' }],
    [
      'headers of several lines',
      {
        statusCode: 200,
        headers: { 'x-a': 'b\r\nset-cookie: c=d', 'bad name': 'e', 'content-length': 9 },
        body: 'f',
      },
      { status: 200, body: 'f' },
    ],
  ])('answers with %s', async (_what, answer, expected) => {
    const answered = await call(addresses.open, answering(answer));
    expect(answered).toMatchObject(expected);
    if (!JSON.stringify(expected).includes('cookie'))
      expect(answered.headers).not.toHaveProperty('set-cookie');
    expect(answered.headers).not.toHaveProperty('x-a');
  });

  test('that throws tells nobody why', async () => {
    expect(await call(addresses.open, '/?answer=throw')).toMatchObject({
      status: 502,
      body: 'Internal Server Error',
    });
  });

  test('is called from foreign pages, which reach nothing else at its host', async () => {
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    expect(await call(addresses.open, '/', { headers })).toMatchObject({ status: 200 });
    const other = addresses.open.replace(/\/\/\w/, '//zz');
    expect(
      await call(other, '/', { headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' } }),
    ).toMatchObject({
      status: 404,
    });
    expect(await call(other, '/', { headers })).toMatchObject({ status: 403 });
  });
});

describe('a function that nobody was let call', () => {
  test('is forbidden without a permission, and without a signature', async () => {
    for (const address of [addresses.closed, addresses.signed])
      expect(await call(address, '/')).toMatchObject({ status: 403, body: '{"Message":"Forbidden"}' });
  });

  test('is called by the distribution that signs for it', async () => {
    const [distribution] = cloud.services.cloudfront.distributions();
    const request = {
      method: 'GET',
      path: '/feed.ics?a=1',
      headers: { host: 'x' },
      body: '',
      sourceIp: '127.0.0.1',
    };
    const { status, body } = await cloud.services.cloudfront.handle(distribution!, request);
    expect(status).toBe(200);
    expect(JSON.parse(String(body))).toMatchObject({ rawPath: '/feed.ics', rawQueryString: 'a=1' });
    const unsigned = { ...request, path: '/unsigned/feed.ics' };
    expect(await cloud.services.cloudfront.handle(distribution!, unsigned)).toMatchObject({ status: 403 });
  });
});
