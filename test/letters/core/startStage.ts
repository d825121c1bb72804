import { createWorld } from '../../../local/platform/World.ts';
import { createDynamoDb } from '../../../local/services/dynamodb/createDynamoDb.ts';
import { createSqs } from '../../../local/services/sqs/createSqs.ts';
import { createClients } from '../../../letters/core/clients.ts';
import type { History, Holder } from '../../../letters/core/history.ts';
import type { DeadLetterQueue } from '../../../letters/core/Letter.ts';
import { findQueues } from '../../../letters/core/queues.ts';
import { redrive } from '../../../letters/core/redrive.ts';
import type { RedriveOptions } from '../../../letters/core/RedriveOptions.ts';
import { createRowHistory } from '../../../letters/core/rowHistory.ts';
import { type NewRun, newRun, type RedriveRequest, type Run } from '../../../letters/core/runs.ts';
import { createTable } from '../../support/createTable.ts';
import { serveActions, testCall } from '../../support/serveActions.ts';

const connect = (endpointUrl: string) =>
  createClients({
    region: 'us-east-1',
    endpointUrl,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

/** SQS and DynamoDB at one endpoint, with the stage's table. The clock is frozen. */
async function startServices() {
  const world = createWorld({ frozenAt: Date.parse('2030-01-01T12:00:00Z'), seed: 1 });
  const dynamodb = createDynamoDb(world, { conflicts: 'off' });
  let url = '';
  const sqs = createSqs(world, { baseUrl: () => url });
  // A copy, so that a test can stand before an action and break it.
  const actions = { ...sqs.actions };
  const served = await serveActions({ DynamoDB_20120810: dynamodb.actions, AmazonSQS: actions });
  url = served.url;
  await createTable(dynamodb.actions, 'table');
  /** Time passes while the tool waits, and only then. */
  const clock = { now: () => world.clock.now(), pause: (ms: number) => world.clock.advance(ms) };
  const clients = connect(url);
  return {
    url,
    world,
    clients,
    actions,
    clock,
    history: createRowHistory({ client: clients.dynamodb, table: 'table', now: clock.now }),
    call: (name: string, input: object) => sqs.actions[name]!(input, testCall),
    close: () => served.close(),

    /** Clients that get no answer from the nth call of an action on, as if their process had been killed there. */
    async killAt(action: string, nth: number) {
      let calls = 0;
      const { promise: isDead, resolve: die } = Promise.withResolvers<void>();
      const actionsUntil = { ...actions };
      actionsUntil[action] = (input, by) => {
        if (++calls < nth) return actions[action]!(input, by);
        die();
        return new Promise(() => {});
      };
      const own = await serveActions({ DynamoDB_20120810: dynamodb.actions, AmazonSQS: actionsUntil });
      return { clients: connect(own.url), isDead, close: () => own.close() };
    },
  };
}

type Services = Awaited<ReturnType<typeof startServices>>;

/** Queues as senders and workers use them. */
function createQueueTools({ clients, call }: Services) {
  const receiveAll = async (QueueUrl: string) => {
    const found: any[] = [];
    for (;;) {
      const { Messages = [] } = await call('ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 600,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      });
      if (Messages.length === 0) return found;
      found.push(...Messages);
    }
  };
  return {
    receiveAll,

    /** A work queue with a queue for its dead letters. */
    async createQueue(name: string): Promise<{ workUrl: string; dead: DeadLetterQueue }> {
      const { QueueUrl: deadUrl } = await call('CreateQueue', { QueueName: `${name}-dead` });
      const deadLetterTargetArn = `arn:aws:sqs:us-east-1:000000000000:${name}-dead`;
      const { QueueUrl: workUrl } = await call('CreateQueue', {
        QueueName: name,
        Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }) },
      });
      const [dead] = await findQueues(clients, { queues: [deadUrl] });
      return { workUrl, dead: dead! };
    },

    /** Sends messages, and their attributes, to a queue. Returns their ids. */
    async send(QueueUrl: string, bodies: readonly string[], attributes: Record<string, string> = {}) {
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      );
      const ids: string[] = [];
      for (const MessageBody of bodies) {
        const { MessageId } = await call('SendMessage', { QueueUrl, MessageBody, MessageAttributes });
        ids.push(MessageId);
      }
      return ids;
    },

    /** Handles every visible message once, and returns to the queue what `handle` says no to. */
    async work(QueueUrl: string, handle: (body: string) => boolean) {
      for (const { Body, ReceiptHandle } of await receiveAll(QueueUrl)) {
        if (handle(Body)) await call('DeleteMessage', { QueueUrl, ReceiptHandle });
        else await call('ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
      }
      // The receive that SQS answers by moving what was received too often.
      await receiveAll(QueueUrl);
    },

    async counts(QueueUrl: string) {
      const { Attributes } = await call('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
      return {
        visible: Number(Attributes.ApproximateNumberOfMessages),
        inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
      };
    },

    /** Bodies of a queue's visible messages, in their order by text. */
    bodies: async (QueueUrl: string) => (await receiveAll(QueueUrl)).map(({ Body }) => Body as string).sort(),
  };
}

/** Runs, and what else may happen meanwhile. */
function createRunTools({ clients, clock, history }: Services) {
  let runs = 0;
  const holder = (name = 'desk:1', isGone = false): Holder => ({
    name,
    isGone: () => isGone,
    now: clock.now,
  });
  return {
    holder,
    /** The clock, with what others do while the tool waits. */
    clockWith: (meanwhile: () => Promise<unknown>) => ({
      ...clock,
      async pause(ms: number) {
        await meanwhile();
        await clock.pause(ms);
      },
    }),
    /** The history, with what others do before each note. */
    historyWith: (meanwhile: () => Promise<unknown>): History => ({
      ...history,
      async record(runId, outcomes) {
        await meanwhile();
        await history.record(runId, outcomes);
      },
    }),
    run(dead: DeadLetterQueue, asked: Partial<NewRun> = {}, request: Partial<RedriveRequest> = {}): Run {
      const settling = { settleSeconds: 0, settleLimitSeconds: 60 };
      const limits = { deathLimit: { share: 0.05 }, maxRedrives: 3, released: [] };
      const redrive = { ramp: [1], ...limits, ...settling, ...request };
      const who = { by: 'ann', reason: 'mended', planned: 0 };
      return newRun(clock.now(), `run${++runs}`, {
        action: 'REDRIVE',
        queue: dead,
        redrive,
        ...who,
        ...asked,
      });
    },
    /** A redrive of everything to the only source. */
    redrive: (run: Run, dead: DeadLetterQueue, options: Partial<RedriveOptions> = {}) =>
      redrive(run, {
        clients,
        clock,
        history,
        holder: holder(),
        queue: dead,
        matches: () => true,
        homeOf: async () => dead.sources[0]!,
        ...options,
      }),
  };
}

/** Queues with dead letters, and the table of their stage, as the tool reaches them. */
export async function startStage() {
  const services = await startServices();
  return { ...services, ...createQueueTools(services), ...createRunTools(services) };
}

export type Stage = Awaited<ReturnType<typeof startStage>>;

export const texts = (count: number, prefix = 'message') =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(4, '0')}`);
