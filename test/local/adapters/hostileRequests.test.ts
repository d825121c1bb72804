import { expect, onTestFinished, test } from 'vitest';
import type { HttpRequest } from '../../../local/platform/HttpMessage.ts';
import { createServices } from '../../../local/createServices.ts';
import { createWorld } from '../../../local/platform/World.ts';
import type { Attack, Shape } from '../../hostile/Attack.ts';
import { createChance } from '../../hostile/Chance.ts';
import { faultOf } from '../../hostile/judge.ts';
import { awsInputs, awsProtocol } from '../../hostile/shapes/awsAbuse.ts';
import type { Knowledge } from '../../hostile/target/knowledge.ts';
import { CLIENT, ClientId, POOL, UserPoolId } from '../services/cognito/poolHarness.ts';

const VICTIM = 'hostile-victim';
const JSON_TYPE = 'application/x-amz-json-1.0';

/** The AWS endpoint without a socket, a user pool, and what `awsActions` names. */
async function givenEndpoint() {
  const world = createWorld({ seed: 1, frozenAt: Date.UTC(2027, 0, 20) });
  const { services, awsEndpoint } = createServices(world, {
    assets: { pathOf: () => undefined },
    awsEndpointUrl: () => 'http://127.0.0.1',
  });
  onTestFinished(() => world.clock.stop());
  services.cognito.createUserPool(POOL);
  services.cognito.createClient(UserPoolId, CLIENT);

  const send = async (request: Omit<HttpRequest, 'sourceIp'>) => {
    const { status, body } = await awsEndpoint({ ...request, sourceIp: '127.0.0.1' });
    return { status, text: String(body) };
  };
  const call = (target: string, input: object) => {
    const headers = { 'x-amz-target': target, 'content-type': JSON_TYPE };
    return send({ method: 'POST', path: '/', headers, body: JSON.stringify(input) });
  };
  return { send, call, known: await makeVictims(call) };
}

type Call = (target: string, input: object) => Promise<{ readonly status: number; readonly text: string }>;

/** What an earlier input deleted is made again. */
async function makeVictims(call: Call): Promise<Knowledge> {
  await call('DynamoDB_20120810.CreateTable', {
    TableName: VICTIM,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const { text } = await call('AmazonSQS.CreateQueue', { QueueName: VICTIM });
  await call('AWSEvents.CreateEventBus', { Name: VICTIM });
  await call('AWSCognitoIdentityProviderService.AdminCreateUser', {
    UserPoolId,
    Username: VICTIM,
    UserAttributes: [{ Name: 'email', Value: 'victim@example.com' }],
    MessageAction: 'SUPPRESS',
  });
  const { QueueUrl = '' } = JSON.parse(text) as { QueueUrl?: string };
  return {
    // What inputs of the AWS endpoint name; nothing else is read here.
    description: { userPoolId: UserPoolId, userPoolClientId: ClientId, tableName: VICTIM, queues: {} },
    tokens: {},
    victims: { table: VICTIM, queueUrl: QueueUrl, username: VICTIM },
  } as unknown as Knowledge;
}

/** An ordinary call of each service, which succeeds however many others were refused. */
const ORDINARY: readonly [string, object][] = [
  ['AmazonSQS.SendMessage', { QueueUrl: `http://127.0.0.1/000000000000/${VICTIM}`, MessageBody: 'hello' }],
  ['DynamoDB_20120810.PutItem', { TableName: VICTIM, Item: { pk: { S: 'ordinary' } } }],
  ['DynamoDB_20120810.Scan', { TableName: VICTIM }],
  [
    'AWSEvents.PutEvents',
    { Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}', EventBusName: VICTIM }] },
  ],
  ['AWSCognitoIdentityProviderService.AdminGetUser', { UserPoolId, Username: VICTIM }],
  ['AWSCognitoIdentityProviderService.ListUsers', { UserPoolId, Filter: 'email ^= "victim"' }],
];

const INPUTS = 300;

/** Replays one: the seed and the number are those of the message. */
test.each<[Shape, number]>([
  [awsInputs, 1],
  [awsInputs, 2],
  [awsInputs, 3],
  [awsProtocol, 4],
])(
  '$0.name of seed %i are each answered or refused, and ordinary calls still succeed',
  async (shape, seed) => {
    const { send, call, known } = await givenEndpoint();

    for (let index = 0; index < INPUTS; index++) {
      const attack = shape.generate(createChance(seed, index), known) as Attack & HttpRequest;
      const answer = await send(attack).catch((error: unknown) => ({ status: 500, text: String(error) }));
      const said = `seed ${seed}, input ${index}, ${attack.headers['x-amz-target']}: ${answer.text.slice(0, 300)}`;
      expect(faultOf(attack, answer), said).toBeUndefined();
      expect(answer.status, said).toBeLessThan(500);
    }

    await makeVictims(call);
    for (const [target, input] of ORDINARY) expect(await call(target, input)).toMatchObject({ status: 200 });
  },
);
