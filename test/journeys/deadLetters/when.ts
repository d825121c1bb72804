import { LambdaClient, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { Session } from '../../../start/connect.ts';
import { subscribeWithWs, type Subscriber } from '../../support/subscriber.ts';
import type { Frontdesk } from '../given.ts';
import { callSqs } from '../orders/deadLetters.ts';

export const LETTERS = `query ($queue: String, $filter: DeadLetterFilter, $pagination: Pagination) {
  deadLetters(queue: $queue, filter: $filter, pagination: $pagination) {
    items {
      id queue status deathClass errorCode reason failingStep entityType entityId redriveCount receiveCount
      sentOn diedOn recordedOn closedOn bodyBytes
    }
    nextToken
  }
}`;

export const LETTER =
  'query ($id: ID!) { deadLetter(id: $id) { id status entityId closedOn body bodyBytes } }';

export const LETTER_UPDATES = `subscription ($queue: String) {
  onDeadLetter(queue: $queue) {
    id queue status deathClass errorCode reason failingStep entityType entityId updatedOn
  }
}`;

/** Lets a worker receive messages from now on, or none. */
export async function receives(desk: Frontdesk, worker: string, Enabled: boolean): Promise<void> {
  const { awsEndpointUrl: endpoint, region } = desk.cloud.describe();
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const lambda = new LambdaClient({ endpoint, region, credentials });
  const mapping = desk.cloud.stacks
    .flatMap(({ resources }) => Object.values(resources))
    .find(({ type, path }) => type === 'AWS::Lambda::EventSourceMapping' && path.startsWith(`${worker}/`))!;
  try {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: mapping.ref, Enabled }));
  } finally {
    lambda.destroy();
  }
}

/** Lets a worker receive nothing while something is done. */
export async function whilePaused(desk: Frontdesk, worker: string, act: () => Promise<void>): Promise<void> {
  await receives(desk, worker, false);
  await act();
  await receives(desk, worker, true);
}

/** Sends a request whose message reaches its worker changed: as code of another version would have written it. */
export async function sendsChanged(
  desk: Frontdesk,
  worker: string,
  send: () => Promise<unknown>,
  change: (body: any) => unknown,
): Promise<void> {
  await whilePaused(desk, worker, async () => {
    await send();
    await desk.cloud.settles();
    const { url: QueueUrl } = desk.cloud.describe().queues[worker]!;
    const { Messages } = await callSqs(desk, 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
    for (const { Body, ReceiptHandle } of Messages) {
      await callSqs(desk, 'DeleteMessage', { QueueUrl, ReceiptHandle });
      const MessageBody = JSON.stringify(change(JSON.parse(Body)));
      await callSqs(desk, 'SendMessage', { QueueUrl, MessageBody });
    }
  });
  await desk.cloud.settles();
}

/** Sends a worker what is no message of its. It is a dead letter at once. */
export async function sendsJunk(desk: Frontdesk, worker: string, MessageBody: string): Promise<void> {
  const { url: QueueUrl } = desk.cloud.describe().queues[worker]!;
  await callSqs(desk, 'SendMessage', { QueueUrl, MessageBody });
  await desk.cloud.settles();
}

/** Deletes a letter as an operator does, by no tool of ours. */
export async function takesAway(
  desk: Frontdesk,
  { id, queue }: { readonly id: string; readonly queue: string },
): Promise<void> {
  const { QueueUrl } = await callSqs(desk, 'GetQueueUrl', { QueueName: queue });
  const input = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 30 };
  for (let found: any[] = [undefined]; found.length > 0;) {
    found = (await callSqs(desk, 'ReceiveMessage', input)).Messages ?? [];
    for (const { MessageId, ReceiptHandle } of found)
      await (MessageId === id
        ? callSqs(desk, 'DeleteMessage', { QueueUrl, ReceiptHandle })
        : callSqs(desk, 'ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 31 }));
  }
  // Others are seen again once their time is over.
  await desk.cloud.advance(32_000);
}

/** Lets dead letters be looked for a minute later, as the schedule does it. Where time stands still it is set to a quarter of an hour. */
export async function looksForLetters(desk: Frontdesk): Promise<void> {
  await desk.cloud.advance(61_000);
  const { url: QueueUrl } = desk.cloud.describe().queues['RecordDeadLetters']!;
  await callSqs(desk, 'SendMessage', { QueueUrl, MessageBody: '{"scan":"all"}' });
  await desk.cloud.settles();
}

export const letters = async (session: Session, variables: object = {}): Promise<any> =>
  (await session.graphql(LETTERS, { ...variables }))['deadLetters'];

export const follows = (
  { cloud }: Frontdesk,
  { idToken }: Session,
  query = LETTER_UPDATES,
): Promise<Subscriber> =>
  subscribeWithWs({ ...cloud.describe(), authorization: { Authorization: idToken } }, query);

const RUN = 'id action queue status by reason planned done diedAgain ending startedOn updatedOn';

export const REDRIVE = `mutation ($input: RedriveDeadLettersInput!) { redriveDeadLetters(input: $input) { ${RUN} } }`;

export const DISCARD = `mutation ($input: DiscardDeadLettersInput!) { discardDeadLetters(input: $input) { ${RUN} } }`;

export const EDIT = `mutation ($id: ID!, $body: AWSJSON!, $reason: String!) {
  editDeadLetter(id: $id, body: $body, reason: $reason) { ${RUN} }
}`;

export const HISTORY = `query ($month: String, $pagination: Pagination) {
  deadLetterHistory(month: $month, pagination: $pagination) { items { ${RUN} } nextToken }
}`;

export const QUEUES = '{ deadLetterQueues { name letters seenOn } }';

export const RUN_UPDATES = `subscription ($id: ID) { onRedrive(id: $id) { ${RUN} } }`;

/** Begins to bring letters back, and waits until that is done. Returns what the mutation answered. */
export async function redrives(desk: Frontdesk, session: Session, input: object): Promise<any> {
  const { redriveDeadLetters } = await session.graphql(REDRIVE, { input });
  await desk.cloud.settles();
  return redriveDeadLetters;
}

/** Likewise to delete them. */
export async function discards(desk: Frontdesk, session: Session, input: object): Promise<any> {
  const { discardDeadLetters } = await session.graphql(DISCARD, { input });
  await desk.cloud.settles();
  return discardDeadLetters;
}

/** Likewise to put another body in the place of one's. */
export async function edits(desk: Frontdesk, session: Session, id: string, body: unknown): Promise<any> {
  const input = { id, body: JSON.stringify(body), reason: 'a test' };
  const { editDeadLetter } = await session.graphql(EDIT, input);
  await desk.cloud.settles();
  return editDeadLetter;
}

/** The runs of this month, latest first. */
export const history = async (session: Session): Promise<any[]> =>
  (await session.graphql(HISTORY, {}))['deadLetterHistory'].items;
