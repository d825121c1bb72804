import { awsClient, type Aws } from './awsClient.ts';
import { pause } from '../pause.ts';
import { connect, type Session } from '../../../start/connect.ts';
import type { CloudDescription } from '../../../local/CloudDescription.ts';

/** What an attacker knows of the target: addresses, and what it was given or has signed up for. */
export interface Knowledge {
  readonly description: CloudDescription;
  /** ID tokens. */
  readonly tokens: { readonly admin: string; readonly caretaker: string; readonly tenant: string };
  readonly apiKey: string;
  readonly apartmentIds: readonly string[];
  readonly buildingIds: readonly string[];
  readonly skus: readonly string[];
  /** The tenant's own: paid ones. */
  readonly orderIds: readonly string[];
  /** The tenant's. */
  readonly userId: string;
  /** Made for the attack: whoever may use the AWS endpoint may delete the application's own. */
  readonly victims: { readonly table: string; readonly queueUrl: string; readonly username: string };
}

export const VICTIM = 'hostile-victim';

/** Signs in, and makes what actions of the AWS endpoint may damage. */
export async function learn(description: CloudDescription): Promise<Knowledge> {
  const client = connect(description);
  const signIn = async (username: string) => {
    const { password } = description.users.find((user) => user.username === username)!;
    return client.signIn(username, password);
  };
  const [admin, caretaker, tenant] = await Promise.all(['admin', 'caretaker', 'tenant1'].map(signIn));
  const { listBuildings } = await admin!.graphql('{ listBuildings { items { id apartments { id } } } }');
  const { listSkus } = await admin!.graphql('{ listSkus { items { sku } } }');
  const aws = awsClient(description.awsEndpointUrl);
  return {
    description,
    tokens: { admin: admin!.idToken, caretaker: caretaker!.idToken, tenant: tenant!.idToken },
    apiKey: description.apiKey!,
    buildingIds: listBuildings.items.map(({ id }: { id: string }) => id),
    apartmentIds: listBuildings.items.flatMap(({ apartments }: any) => apartments.map(({ id }: any) => id)),
    orderIds: await placeOrders(tenant!),
    userId: claimsOf(tenant!.idToken).sub,
    skus: listSkus.items.map(({ sku }: { sku: string }) => sku),
    victims: await makeVictims(aws, description),
  };
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string };

/** Places orders, and returns their ids once they are paid or refused. */
async function placeOrders({ graphql }: Session): Promise<string[]> {
  const ids = ['known-1', 'known-2', 'known-3'];
  for (const orderId of ids)
    await graphql('mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }', {
      input: { orderId, lines: [{ sku: 'moka-pot', units: 1 }] },
    });
  for (const orderId of ids) {
    const status = async () =>
      (await graphql('query ($id: ID!) { order(orderId: $id) { status } }', { id: orderId })).order?.status;
    while (!/^PAYMENT|DEPLETED/.test(`${await status()}`)) await pause(100);
  }
  return ids;
}

async function makeVictims(aws: Aws, { userPoolId }: CloudDescription): Promise<Knowledge['victims']> {
  const key = { AttributeName: 'pk', AttributeType: 'S' };
  // An earlier start with the same data folder has made them.
  const make = (target: string, input: object) =>
    aws(target, input).catch((error: Error) => {
      if (!/InUse|Exists/.test(error.message)) throw error;
    });
  await make('DynamoDB_20120810.CreateTable', {
    TableName: VICTIM,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [key],
    KeySchema: [{ AttributeName: key.AttributeName, KeyType: 'HASH' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  await make('AWSEvents.CreateEventBus', { Name: VICTIM });
  await make('AWSCognitoIdentityProviderService.AdminCreateUser', {
    UserPoolId: userPoolId,
    Username: VICTIM,
    MessageAction: 'SUPPRESS',
  });
  const { QueueUrl } = await aws('AmazonSQS.CreateQueue', { QueueName: VICTIM });
  return { table: VICTIM, queueUrl: QueueUrl, username: VICTIM };
}
