import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { servePage } from '../support/servePage.ts';
import { signedHeaders } from '../support/signedHeaders.ts';
import * as given from './given.ts';
import * as then from './then.ts';

const REBOUND = 'rebound.example';
const HOSTILE = readFileSync(join(import.meta.dirname, '../support/hostilePage.js'), 'utf8');

let desk: given.Frontdesk;
let browser: Browser;
beforeAll(async () => {
  desk = await given.frontdesk();
  desk.cloud.users.push({ username: 'admin', password: 'Passw0rd-2027', groups: ['Admins'] });
  browser = await openBrowser([
    `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`,
    // Not every browser keeps pages from the local network, so nothing here may rest on that.
    '--disable-features=LocalNetworkAccessChecks',
  ]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

/** Every address that a page could ask, at a name of this machine or at another that leads here. */
function doorsAt(name: string): string[] {
  const { graphqlUrl, graphqlTlsUrl, awsEndpointUrl, userPoolId } = desk.cloud.describe();
  const [plain, tls] = [graphqlUrl, graphqlTlsUrl].map((url) => url.replace('/graphql', ''));
  const paths = ['/outputs.json', '/console', '/console/main.js', '/graphql', '/graphql/realtime', '/'];
  const urls = [
    ...paths.map((path) => plain + path),
    `${tls}/outputs.json`,
    `${awsEndpointUrl}/`,
    `${awsEndpointUrl}/2015-03-31/functions`,
    `${awsEndpointUrl}/${userPoolId}/.well-known/jwks.json`,
  ];
  return urls.map((url) => url.replace('127.0.0.1', name));
}

/** What an attacker who has read our sources sends: the names in a template, the passwords and keys of a demo. */
async function forgeriesAt(name: string) {
  const { graphqlUrl, awsEndpointUrl, tableName, userPoolId, userPoolClientId, queues } =
    desk.cloud.describe();
  const aws = (target: string, input: object) => ({
    name: target,
    url: `${awsEndpointUrl.replace('127.0.0.1', name)}/`,
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(input),
  });
  const query =
    'mutation { publishStockLevel(sku: "forged", units: "1", version: "1", updatedOn: "2027-01-01T00:00:00Z") { sku } }';
  const body = JSON.stringify({ query });
  const { host: _, ...headers } = await signedHeaders(graphqlUrl, body);
  const [queue] = Object.values(queues);
  return [
    aws('DynamoDB_20120810.Scan', { TableName: tableName }),
    aws('DynamoDB_20120810.PutItem', {
      TableName: tableName,
      Item: { pk: { S: 'FORGED' }, sk: { S: 'FORGED' } },
    }),
    aws('AmazonSQS.SendMessage', { QueueUrl: queue!.url, MessageBody: '{}' }),
    aws('AWSCognitoIdentityProviderService.AdminAddUserToGroup', {
      UserPoolId: userPoolId,
      Username: 'caretaker',
      GroupName: 'Admins',
    }),
    aws('AWSCognitoIdentityProviderService.InitiateAuth', {
      ClientId: userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'admin', PASSWORD: 'Passw0rd-2027' },
    }),
    {
      name: 'Lambda',
      url: `${awsEndpointUrl.replace('127.0.0.1', name)}/2015-03-31/functions`,
      body: '{}',
    },
    {
      name: 'Lambda Invoke',
      url: `${awsEndpointUrl.replace('127.0.0.1', name)}/2015-03-31/functions/${functionName()}/invocations`,
      body: '{"forged":true}',
    },
    { name: 'signed GraphQL', url: graphqlUrl.replace('127.0.0.1', name), headers, body },
    { name: 'introspection', url: graphqlUrl.replace('127.0.0.1', name), body: '{"query":"{ __typename }"}' },
  ];
}

const functionName = () =>
  desk.cloud.stacks
    .flatMap(({ resources }) => Object.values(resources))
    .find(({ type }) => type === 'AWS::Lambda::Function')!.ref;

/** The subprotocol of a realtime connection that is signed with the operator's key. */
async function ticketsAt() {
  const url = `${desk.cloud.describe().graphqlUrl}/connect`;
  const header = Buffer.from(JSON.stringify(await signedHeaders(url, '{}'))).toString('base64url');
  return ['graphql-ws', `header-${header}`];
}

/** What a hostile page could change. What it sets in motion shows in the feed. */
async function stateOf() {
  const { userPoolId } = desk.cloud.describe();
  const call = { traceId: 'test', principal: desk.cloud.services.iam.principalOf(undefined) };
  return {
    rows: (await then.items(desk, '')).length,
    groups: await desk.cloud.services.cognito.actions['AdminListGroupsForUser']!(
      { UserPoolId: userPoolId, Username: 'caretaker' },
      call,
    ),
  };
}

/** Attacks the cloud at `name` from a page, and returns what the page could read and what happened in the cloud. */
async function attack(page: Page, name: string) {
  const before = await stateOf();
  const happened: string[] = [];
  // A refusal is published as a failure, which changes nothing.
  desk.cloud.world.feed.subscribe(({ kind }) => kind !== 'failure' && happened.push(kind));
  const task = { doors: doorsAt(name), forgeries: await forgeriesAt(name), tickets: await ticketsAt() };
  const read = await page.evaluate<Reading[]>(`attack(${JSON.stringify(task)})`);
  await page.close();
  expect(happened).toEqual([]);
  expect(await stateOf()).toEqual(before);
  return read;
}

interface Reading {
  readonly attempt: string;
  readonly text: string;
}

describe('a hostile page learns nothing and changes nothing', () => {
  test('on another port, beyond the refusals that AppSync shows every page', async () => {
    const server = await servePage(HOSTILE);
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    await page.goto(`http://127.0.0.1:${server.port}`);
    const read = await attack(page, '127.0.0.1');
    server.close();
    const isRefusal = ({ text }: Reading) =>
      /^405 $|"errorType":"(UnauthorizedException|UnrecognizedClientException)"/.test(text);
    expect(read.filter((reading) => !isRefusal(reading))).toEqual([]);
    expect(read.length).toBeGreaterThan(0);
    for (const { attempt } of read) expect(attempt).toMatch(/graphql|GraphQL|introspection/);
  });

  test.each(['GraphQL endpoint', 'AWS endpoint'])(
    'whose name leads to the %s after it was loaded',
    async (door) => {
      const { graphqlUrl, awsEndpointUrl } = desk.cloud.describe();
      const { port } = new URL(door === 'AWS endpoint' ? awsEndpointUrl : graphqlUrl);
      const page = await browser.newPage({ ignoreHTTPSErrors: true });
      const origin = `http://${REBOUND}:${port}`;
      // The page comes from the attacker's server; whatever it asks later, at the same name, reaches this machine.
      const body = `<!doctype html><body><script>${HOSTILE}</script></body>`;
      await page.route(`${origin}/loaded`, (route) => route.fulfill({ contentType: 'text/html', body }));
      await page.goto(`${origin}/loaded`);
      const read = await attack(page, REBOUND);
      expect(read.filter(({ text }) => !/^(421 )?$|MisdirectedRequestException/.test(text))).toEqual([]);
      expect(read.length).toBeGreaterThan(0);
    },
  );
});
