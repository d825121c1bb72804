import {
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
  paginateListEventSourceMappings,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { ChangeMessageVisibilityCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { type Clients, createClients } from '../../../letters/core/clients.ts';
import type { Letter, LetterAttribute, SourceQueue } from '../../../letters/core/Letter.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import type { Frontdesk } from '../../journeys/given.ts';

export const clientsOf = ({ cloud }: Pick<Frontdesk, 'cloud'>): Clients =>
  createClients({
    region: cloud.world.account.region,
    endpointUrl: cloud.awsEndpointUrl,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

/** The queue of a worker, such as `PlaceOrder`. */
export const queueOf = ({ cloud }: Pick<Frontdesk, 'cloud'>, worker: string): SourceQueue => {
  const { url } = cloud.describe().queues[worker]!;
  const name = url.split('/').at(-1)!;
  const { region, accountId } = cloud.world.account;
  return { name, url, arn: `arn:aws:sqs:${region}:${accountId}:${name}` };
};

/** Changes variables of the function that reads a queue. */
export const setEnvironment = async (
  { lambda }: Clients,
  queue: SourceQueue,
  changed: Readonly<Record<string, string>>,
): Promise<void> => {
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ EventSourceArn: queue.arn }),
  );
  const FunctionName = EventSourceMappings[0]?.FunctionArn;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const Variables = { ...Environment?.Variables, ...changed };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
};

/** Stops a worker from reading its queue, or lets it go on. */
export const setWorking = async (
  { lambda }: Clients,
  queue: SourceQueue,
  Enabled: boolean,
): Promise<void> => {
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings(
    { client: lambda },
    { EventSourceArn: queue.arn },
  ))
    for (const { UUID } of EventSourceMappings)
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
};

/** A message as a letter whose home is the queue. */
export const letterTo = (
  queue: SourceQueue,
  body: string,
  { id = 'letter', attributes = {} }: { id?: string; attributes?: Record<string, LetterAttribute> } = {},
): Letter => ({
  id,
  queue: { ...queue, name: `${queue.name}-dead`, sources: [queue], tags: {} },
  body,
  attributes,
  systemAttributes: {},
  receiptHandle: '',
  cause: { deathClass: 'KILLED', errorCode: 'Unknown', reason: '', messageId: id } as Letter['cause'],
});

/** What waits in a queue, as letters. It stays there. */
export const waitingLetters = async ({ sqs }: Clients, queue: SourceQueue): Promise<Letter[]> => {
  const letters: Letter[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 10, VisibilityTimeout: 60 }),
    );
    if (Messages.length === 0) break;
    for (const { MessageId, Body, ReceiptHandle } of Messages)
      letters.push({ ...letterTo(queue, Body!, { id: MessageId! }), receiptHandle: ReceiptHandle! });
  }
  for (const { receiptHandle: ReceiptHandle } of letters)
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 0 }),
    );
  return letters;
};

/** What became of messages, by their ids, as their workers' log lines tell it. */
export const historyOf = (records: readonly FeedRecord[]): Map<string, string> => {
  const failures = new Map<string, number>();
  const history = new Map<string, string>();
  for (const record of records) {
    if (record.kind !== 'log' || !record.line.startsWith('{')) continue;
    const { message, messageId, outcome, errorCode, reason } = JSON.parse(record.line);
    const failed = failures.get(messageId) ?? 0;
    if (message === 'to be tried again') failures.set(messageId, failed + 1);
    if (message === 'done') history.set(messageId, `${failed} failures, done: ${outcome}`);
    if (message === 'dead letter')
      history.set(messageId, `${failed} failures, dead: ${errorCode}, ${reason}`);
  }
  return history;
};
