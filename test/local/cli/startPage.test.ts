import { expect, test } from 'vitest';
import { startPage } from '../../../local/cli/startPage.ts';

const description = {
  graphqlUrl: 'http://127.0.0.1:4000/graphql',
  realtimeUrl: 'ws://127.0.0.1:4000/graphql/realtime',
  graphqlTlsUrl: 'https://127.0.0.1:4001/graphql',
  apiKey: 'da2-6btmf4g04ls8qm48hhmvgba38y',
  region: 'us-east-1',
  userPoolId: null,
  userPoolClientId: null,
  awsEndpointUrl: 'http://127.0.0.1:4566',
  tableName: null,
  accessKey: null,
  queues: {},
  users: [{ username: 'ada', password: 'Secret-1234567', groups: ['Writers'] }],
  stacks: {},
};
const linesOf = (given = {}) =>
  startPage('Runs', { ...description, ...given })
    .replace(/\u001b\[\d+m/g, '')
    .split('\n');

test('the page fits 80 columns', () => {
  expect(linesOf().filter((line) => line.length > 80)).toEqual([]);
});

test('its lines for a shell bring region, endpoint and credentials, so that they work on a fresh machine', () => {
  const pasted = linesOf()
    .filter((line) => /^ +(export|aws) /.test(line))
    .join('\n');
  for (const variable of [
    'AWS_ENDPOINT_URL=http://127.0.0.1:4566',
    'AWS_REGION=us-east-1',
    'AWS_DEFAULT_REGION=us-east-1',
    'AWS_ACCESS_KEY_ID=x',
    'AWS_SECRET_ACCESS_KEY=x',
  ])
    expect(pasted).toContain(variable);
  expect(pasted).toMatch(/aws --endpoint-url \$AWS_ENDPOINT_URL sqs list-queues$/);
});

test('where requests must be signed, they bring the key that was drawn', () => {
  const pasted = linesOf({ accessKey: { accessKeyId: 'AKIA1', secretAccessKey: 'secret/1' } }).join('\n');
  expect(pasted).toContain('export AWS_ACCESS_KEY_ID=AKIA1\n');
  expect(pasted).toContain('export AWS_SECRET_ACCESS_KEY=secret/1\n');
});
