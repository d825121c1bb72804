import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import type { Clients } from './clients.ts';
import { eventOfBody } from './announcedEvents.ts';
import type { FoundHome } from './FoundHome.ts';
import type { Letter, SourceQueue } from './Letter.ts';
import { errorMessage, errorName } from './OperatorError.ts';
import { readRecordEvents, streamPlaceOf } from './streamRecords.ts';

/** Finds where a letter goes home to, by what whoever put it aside wrote on it. Reads, and changes nothing. */
export async function findHome(clients: Clients, letter: Letter): Promise<FoundHome> {
  const { attributes, systemAttributes, queue } = letter;
  const targetArn = attributes['TARGET_ARN']?.stringValue;
  const ruleArn = attributes['RULE_ARN']?.stringValue;
  if (targetArn !== undefined && ruleArn !== undefined)
    return homeOfEvent(clients, letter, { targetArn, ruleArn });
  const place = streamPlaceOf(letter.body);
  if (place) return readRecordEvents(clients, place);
  const sourceArn = systemAttributes['DeadLetterQueueSourceArn'];
  const source = queue.sources.find(({ arn }) => arn === sourceArn) ?? onlyOne(queue.sources);
  if (source) return { kind: 'queue', queue: source };
  if (sourceArn !== undefined) return homeInQueue(clients, sourceArn);
  return {
    kind: 'none',
    why:
      queue.sources.length === 0
        ? `No queue names ${queue.name} in its redrive policy: say where the letter goes with --destination.`
        : `Its ${queue.sources.length} source queues are all possible: say which one with --destination.`,
  };
}

const onlyOne = (sources: readonly SourceQueue[]) => (sources.length === 1 ? sources[0] : undefined);

interface Undelivered {
  readonly targetArn: string;
  readonly ruleArn: string;
}

/**
 * An event goes to the queue that missed it, which no other target of any rule notices. EventBridge keeps it as it came,
 * so where a rule makes a message of its own of it, and where the target is no queue, it is announced again.
 */
async function homeOfEvent(
  clients: Clients,
  letter: Letter,
  { targetArn, ruleArn }: Undelivered,
): Promise<FoundHome> {
  const isQueue = targetArn.split(':')[2] === 'sqs';
  if (isQueue && !(await transformsEvent(clients, { targetArn, ruleArn })))
    return homeInQueue(clients, targetArn);
  const event = eventOfBody(letter.body);
  if (!event)
    return {
      kind: 'none',
      why: 'Its body is no event: look at it with show, and purge it if nobody needs it.',
    };
  if (event.source.startsWith('aws.'))
    return {
      kind: 'none',
      why: `Only AWS announces events of ${event.source}: what it says has to be done by hand.`,
    };
  return { kind: 'bus', bus: busOf(ruleArn), events: [event] };
}

/** The bus of a rule's ARN: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html#amazoneventbridge-resources-for-iam-policies */
const busOf = (ruleArn: string): string => {
  const [, bus, name] = ruleArn.split(':').slice(5).join(':').split('/');
  return name === undefined || bus === undefined ? 'default' : bus;
};

/** Whether a rule sends something else than the event. A rule that is gone is asked no more: its queue took events. */
async function transformsEvent({ events }: Clients, { targetArn, ruleArn }: Undelivered): Promise<boolean> {
  try {
    const { Targets = [] } = await events.send(
      new ListTargetsByRuleCommand({ Rule: ruleArn.split('/').at(-1), EventBusName: busOf(ruleArn) }),
    );
    const target = Targets.find(({ Arn }) => Arn === targetArn);
    return Boolean(target?.Input ?? target?.InputPath ?? target?.InputTransformer);
  } catch (error) {
    if (errorName(error) === 'ResourceNotFoundException') return false;
    throw error;
  }
}

async function homeInQueue({ sqs }: Clients, arn: string): Promise<FoundHome> {
  const [, , , , account, name = ''] = arn.split(':');
  try {
    const { QueueUrl: url = '' } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }),
    );
    return { kind: 'queue', queue: { name, url, arn } };
  } catch (error) {
    if (!/NonExistentQueue|QueueDoesNotExist/.test(errorName(error)))
      throw new Error(`The queue ${arn}: ${errorMessage(error)}`, { cause: error });
    return { kind: 'none', why: `Its queue ${name} is gone: say where the letter goes with --destination.` };
  }
}
