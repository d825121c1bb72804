import type { Clock } from '../../local/platform/Clock.ts';
import { onTestFinished } from 'vitest';
import { createWorld } from '../../local/platform/World.ts';
import type { Actions } from '../../local/platform/Call.ts';
import { createSqs } from '../../local/services/sqs/createSqs.ts';
import { run } from '../../letters/run.ts';
import { type Clients, createClients } from '../../letters/core/clients.ts';
import { serveActions, testCall } from '../support/serveActions.ts';

export const NOW = Date.parse('2030-01-01T12:00:00Z');

/** SQS as an endpoint, its clock frozen, and the tool on it. */
export async function startQueues() {
  const world = createWorld({ frozenAt: NOW, seed: 1 });
  let url = '';
  const sqs = createSqs(world, { baseUrl: () => url });
  // A copy, so that a test can stand before an action.
  const actions = { ...sqs.actions };
  const served = await serveActions({ AmazonSQS: actions });
  url = served.url;
  const clients: Clients = createClients({
    region: 'us-east-1',
    endpointUrl: url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const call = (name: string, input: object) => sqs.actions[name]!(input, testCall);

  return {
    url,
    clients,
    world,
    actions,
    call,
    close: () => served.close(),

    ...standBefore(actions, sqs.actions),

    /** A work queue with dead letters, of a stage where one is named. Returns the URLs of both. */
    async createPair(name: string, { stage }: { stage?: string } = {}) {
      const tags = stage ? { 'frontdesk:stage': stage, 'frontdesk:step': name } : undefined;
      const dead = await call('CreateQueue', { QueueName: `${name}-dead`, tags });
      const { Attributes } = await call('GetQueueAttributes', {
        QueueUrl: dead.QueueUrl,
        AttributeNames: ['QueueArn'],
      });
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes.QueueArn, maxReceiveCount: 2 });
      const work = await call('CreateQueue', { QueueName: name, Attributes: { RedrivePolicy }, tags });
      return { work: work.QueueUrl as string, dead: dead.QueueUrl as string };
    },

    async send(QueueUrl: string, body: unknown, attributes: Readonly<Record<string, string>> = {}) {
      const sent = await call('SendMessage', {
        QueueUrl,
        MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [
            name,
            { DataType: 'String', StringValue: value },
          ]),
        ),
      });
      return sent.MessageId as string;
    },

    async counts(QueueUrl: string) {
      const { Attributes } = await call('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
      return {
        visible: Number(Attributes.ApproximateNumberOfMessages),
        inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
      };
    },

    letters: (args: readonly string[], options: RunOptions = {}) =>
      runLetters(args, { url, clock: world.clock, ...options }),

    /** Receives what is in a queue so often that SQS moves it to the dead letters. */
    async killAll(QueueUrl: string) {
      const receive = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
      while ((await call('ReceiveMessage', receive)).Messages);
    },
  };
}

export type Queues = Awaited<ReturnType<typeof startQueues>>;

/** Ways for a test to stand before an action, until it is over. */
function standBefore(actions: Record<string, Actions[string]>, real: Actions) {
  /** Does `act` before each call, which it may refuse. */
  const before = (name: string, act: (nth: number) => void) => {
    let nth = 0;
    actions[name] = (input, by) => {
      act(++nth);
      return real[name]!(input, by);
    };
    onTestFinished(() => void (actions[name] = real[name]!));
  };
  return {
    before,
    /** Counts the calls from now on. */
    count(name: string): () => number {
      let calls = 0;
      before(name, (nth) => void (calls = nth));
      return () => calls;
    },
  };
}

interface RunOptions {
  /** What the person at the terminal types. @default nobody is there */
  readonly answers?: readonly (string | (() => Promise<string>))[];
  readonly stop?: AbortController;
  /** How far the clock of the person's machine is behind. @default 0 */
  readonly behindMs?: number;
  /** Variables of the environment beside those for AWS. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Runs the tool as its process would, and returns what it printed. */
export async function runLetters(
  args: readonly string[],
  {
    url,
    clock,
    answers,
    environment,
    behindMs = 0,
    stop = new AbortController(),
  }: RunOptions & { url: string; clock: Clock },
) {
  let stdout = '';
  let stderr = '';
  const left = [...(answers ?? [])];
  const exitCode = await run(args, {
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...environment,
    },
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    stop: stop.signal,
    now: () => clock.now() - behindMs,
    random: () => 0.5,
    // Time passes while the tool waits, and only then.
    pause: (ms) => clock.advance(ms),
    ...(answers && { ask: async () => answerOf(left.shift()) }),
  });
  return { exitCode, stdout, stderr, json: () => JSON.parse(stdout) };
}

const answerOf = (answer: string | (() => Promise<string>) = '') =>
  typeof answer === 'string' ? answer : answer();
