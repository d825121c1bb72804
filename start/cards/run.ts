import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';
import type { CardsOptions } from './options.ts';

/** What the command uses of its process. */
export interface CardsEnvironment {
  readonly print: (line: string) => void;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Asks a stage's projector for a rebuild. Throws `OperatorError` where it cannot be asked. */
export async function run({ outputs }: CardsOptions, { print, variables }: CardsEnvironment): Promise<void> {
  const { sqs, QueueUrl } = outputs
    ? { sqs: new SQSClient(regionOf(outputs)), QueueUrl: queueIn(outputs) }
    : await findLocalQueue(variables['PORT'] ?? '4000');
  const rebuild = await askForRebuild(sqs, QueueUrl);
  print(`Asked for: ${rebuild}`);
  print('The log of projectOrders says how far it is, and at its end "rebuilt".');
  print('Where it cannot go on, its message is a dead letter: npm run letters -- list');
}

/** Sends the projector the message that has it make all cards again, and returns the rebuild's name in its log. */
export async function askForRebuild(sqs: SQSClient, QueueUrl: string): Promise<string> {
  const rebuild = `rebuild-${randomUUID()}`;
  try {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ rebuild }) }));
  } catch (error) {
    throw new OperatorError(`The queue of projectOrders takes no message: ${errorMessage(error)}`);
  }
  return rebuild;
}

const Stacks = z.record(z.string(), z.record(z.string(), z.unknown()));

/** The outputs of all stacks of a stage. */
function readOutputs(file: string): Readonly<Record<string, unknown>> {
  try {
    const stacks = Stacks.parse(JSON.parse(readFileSync(file, 'utf8')));
    return Object.fromEntries(Object.values(stacks).flatMap((outputs) => Object.entries(outputs)));
  } catch (error) {
    const why = error instanceof z.ZodError ? 'it holds no outputs of stacks' : errorMessage(error);
    throw new OperatorError(`${file} cannot be read: ${why}`);
  }
}

function queueIn(file: string): string {
  const { ProjectOrdersQueueUrl: url } = readOutputs(file);
  if (typeof url === 'string') return url;
  throw new OperatorError(
    `${file} lacks ProjectOrdersQueueUrl. Deploy all stacks of the stage, with --all --outputs-file.`,
  );
}

/** The SDK finds it where the outputs do not say it. */
const regionOf = (file: string) => {
  const { Region: region } = readOutputs(file);
  return typeof region === 'string' ? { region } : {};
};

const Described = z.object({
  awsEndpointUrl: z.url(),
  region: z.string(),
  accessKey: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }).nullable(),
  queues: z.object({ ProjectOrders: z.object({ url: z.url() }) }),
});

/** Any key will do for a local cloud that names none; the SDK sends no request without one. */
export const ANY_KEY = { accessKeyId: 'local', secretAccessKey: 'local' };

async function findLocalQueue(port: string) {
  const described = Described.safeParse(await readDescription(port));
  if (!described.success)
    throw new OperatorError(
      `No Frontdesk runs on port ${port} of this machine. Start it with npm start, or name a stage with --outputs FILE.`,
    );
  const { awsEndpointUrl: endpoint, region, accessKey, queues } = described.data;
  const sqs = new SQSClient({ endpoint, region, credentials: accessKey ?? ANY_KEY });
  return { sqs, QueueUrl: queues.ProjectOrders.url };
}

/** Longest wait for a local cloud to say where it is; it answers in milliseconds. */
const ANSWER_MS = 1000;

async function readDescription(port: string): Promise<unknown> {
  try {
    const url = `http://127.0.0.1:${port}/outputs.json`;
    return await (await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) })).json();
  } catch {
    return undefined;
  }
}
