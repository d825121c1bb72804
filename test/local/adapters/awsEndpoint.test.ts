import { expect, test } from 'vitest';
import { createServices } from '../../../local/createServices.ts';
import { createWorld } from '../../../local/platform/World.ts';

test('an answer carries the cloud’s own date, by which SDKs set their clocks', async () => {
  const world = createWorld({ frozenAt: Date.UTC(2027, 0, 20, 10) });
  const { awsEndpoint } = createServices(world, {
    assets: { pathOf: () => undefined },
    awsEndpointUrl: () => 'http://127.0.0.1',
  });
  const headers = { 'x-amz-target': 'DynamoDB_20120810.ListTables' };
  const answer = await awsEndpoint({ method: 'POST', path: '/', headers, body: '{}', sourceIp: '127.0.0.1' });
  expect(answer).toMatchObject({ status: 200, headers: { date: 'Wed, 20 Jan 2027 10:00:00 GMT' } });
});
