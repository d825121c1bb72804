import { describe, expect, it } from 'vitest';
import { createServices } from '../../local/createServices.ts';
import { createWorld } from '../../local/platform/World.ts';
import { inputAt, shapeAt } from './choose.ts';
import { faultOf, faultOfLine } from './judge.ts';
import { awsActions } from './shapes/aws/awsActions.ts';
import { shapes } from './shapes.ts';
import type { Knowledge } from './target/knowledge.ts';

const token = `${['{"alg":"RS256"}', '{"sub":"a"}'].map((part) => Buffer.from(part).toString('base64url')).join('.')}.${'A'.repeat(342)}`;

const known: Knowledge = {
  description: {
    graphqlUrl: 'http://127.0.0.1:1/graphql',
    realtimeUrl: 'ws://127.0.0.1:1/graphql/realtime',
    graphqlTlsUrl: 'https://127.0.0.1:2/graphql',
    awsEndpointUrl: 'http://127.0.0.1:3',
    apiKey: 'da2-key',
    region: 'us-east-1',
    userPoolId: 'pool',
    userPoolClientId: 'client',
    tableName: 'table',
    accessKey: null,
    queues: { PlaceOrder: { url: 'u', arn: 'a', deadLetterUrl: 'd', deadLetterArn: 'e' } },
    users: [],
    stacks: {},
  },
  tokens: { admin: token, caretaker: token, tenant: token },
  apiKey: 'da2-key',
  apartmentIds: ['a'],
  buildingIds: ['b'],
  skus: ['moka-pot'],
  orderIds: ['known-1'],
  userId: 'user',
  victims: { table: 't', queueUrl: 'q', username: 'n' },
};

const COUNT = 3000;
const indices = Array.from({ length: COUNT }, (_, index) => index);

describe('hostile inputs', () => {
  it('are the same for the same seed and number', () => {
    // Foreign keys are new in each process; within one they sign alike.
    for (const index of indices.slice(0, 500))
      expect(inputAt(7, index, known).attack).toEqual(inputAt(7, index, known).attack);
  });

  it('differ from seed to seed', () => {
    const bodies = (seed: number) =>
      indices.slice(0, 200).map((index) => JSON.stringify(inputAt(seed, index, known).attack));
    const first = new Set(bodies(1));
    expect(bodies(2).filter((body) => first.has(body)).length).toBeLessThan(40);
  });

  it('are of every shape, as often as its weight says', () => {
    const total = shapes.reduce((sum, { weight }) => sum + weight, 0);
    for (const { name, weight } of shapes) {
      const times = indices.filter((index) => shapeAt(1, index).name === name).length;
      expect({ name, share: times / COUNT }).toEqual({ name, share: expect.closeTo(weight / total, 1) });
    }
  });

  it('name every action of the AWS endpoint', () => {
    const assets = { directory: '', file: () => '' } as never;
    const { services } = createServices(createWorld({}), {
      assets,
      awsEndpointUrl: () => 'http://127.0.0.1:3',
    });
    const { cognito, events, sqs, dynamodb } = services;
    const served = Object.entries({
      AWSCognitoIdentityProviderService: cognito.actions,
      AWSEvents: events.actions,
      AmazonSQS: sqs.actions,
      DynamoDBStreams_20120810: dynamodb.streamActions,
      DynamoDB_20120810: dynamodb.actions,
    }).flatMap(([service, actions]) => Object.keys(actions).map((name) => `${service}.${name}`));
    expect(Object.keys(awsActions).sort()).toEqual(served.sort());
  });
});

describe('the judge', () => {
  const { attack } = inputAt(1, 0, known);
  const faultIn = (text: string, status = 200) => faultOf(attack, { status, text });

  it('finds stacks, paths and internal faults', () => {
    expect(faultIn('{"message":"x\\n    at f (a.ts:1)"}')).toBe('a stack');
    expect(faultIn(`TypeError\n    at Object.run (a.ts:1)`)).toBe('a stack');
    expect(faultIn(`no such file ${import.meta.dirname}/a`)).toBe('a path');
    expect(faultIn('file:///a')).toBe('a path');
    expect(faultIn('{}', 500)).toBe('an internal fault');
    expect(faultIn('{"errors":[{"errorType":"InternalFailure"}]}')).toBe('an internal fault');
  });

  it('takes a refusal for what it is', () => {
    expect(faultIn('{"errors":[{"message":"Cannot return null at path a"}]}', 400)).toBeUndefined();
  });

  it('finds a caller that was let in', () => {
    const answer = { status: 200, text: '{"data":{"a":1}}' };
    expect(faultOf({ ...attack, mustBeRefused: true }, answer)).toBe('let in');
    expect(faultOf({ ...attack, mustBeRefused: true }, { ...answer, text: '{"data":null}' })).toBeUndefined();
  });

  it.each(['\u001b[2J', 'a\rb', '\u202e', '\u200b', '\u2028', '\ud800', '\u009b'])(
    'finds what deceives a terminal: %j',
    (text) => {
      expect(faultOfLine(`17:00 query by tenant1 ${text}`)).toBe('a terminal deceived');
    },
  );
});
