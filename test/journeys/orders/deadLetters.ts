import type { Frontdesk } from '../given.ts';

/** A message in a worker's dead letter queue. */
export interface DeadLetter {
  /** The worker's construct, such as `SyncOrder`. */
  readonly worker: string;
  readonly body: any;
  /** Values of the message's attributes, such as `ErrorCode` and `Reason`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Returns the dead letters of these workers, or of all, without removing them. */
export async function deadLetters(
  desk: Frontdesk,
  workers: readonly string[] = Object.keys(desk.cloud.describe().queues),
): Promise<DeadLetter[]> {
  const letters = await Promise.all(workers.map((worker) => lettersOf(desk, worker)));
  return letters.flat();
}

async function lettersOf(desk: Frontdesk, worker: string): Promise<DeadLetter[]> {
  const { deadLetterUrl: QueueUrl } = desk.cloud.describe().queues[worker]!;
  const received: any[] = [];
  for (let page = await receive(desk, QueueUrl); page.length > 0; page = await receive(desk, QueueUrl))
    received.push(...page);
  for (const { ReceiptHandle } of received)
    await callSqs(desk, 'ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
  return received.map(({ Body, MessageAttributes = {} }) => ({
    worker,
    body: jsonOf(Body),
    attributes: Object.fromEntries(
      Object.entries<any>(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
    ),
  }));
}

/** Received messages stay hidden until all are received, because time stands still meanwhile. */
async function receive(desk: Frontdesk, QueueUrl: string): Promise<any[]> {
  const input = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], VisibilityTimeout: 30 };
  return (await callSqs(desk, 'ReceiveMessage', input)).Messages ?? [];
}

export function callSqs({ cloud }: Frontdesk, action: string, input: object): Promise<any> {
  const call = { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) };
  return cloud.services.sqs.actions[action]!(input, call);
}

/** The body may be no JSON, which may be why the message failed. */
const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};
