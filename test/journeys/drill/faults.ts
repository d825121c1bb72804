import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DisableRuleCommand, EnableRuleCommand, PutPermissionCommand } from '@aws-sdk/client-eventbridge';
import {
  GetFunctionConfigurationCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { deployBroken, deployUpgrade } from './brokenRelease.ts';
import type { Drill, Fault } from './Drill.ts';
import { booksAppointments, booksStays, paysStays, placesOrders, rejectsRivals } from './requests.ts';

const queueOf = ({ desk }: Drill, worker: string) => desk.cloud.describe().queues[worker]!;

const refOf = ({ scene }: Drill, type: string, path: string) =>
  scene.resources(type).find((resource) => resource.path.startsWith(`${path}/`))!.ref;

/** Keeps a worker from its queue while something is done: then it receives all of it in one batch, which dies as one. */
async function whileUnread<Result>(
  drill: Drill,
  worker: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const { lambda } = drill.scene;
  const UUID = refOf(drill, 'AWS::Lambda::EventSourceMapping', worker);
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  await drill.desk.cloud.settles();
  const result = await act();
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
  return result;
}

const olderSchema: Fault = {
  name: 'older schema',
  alarms: '`PlaceOrder` DeadLetters/NotEmpty',
  means: 'messages of another release: the body does not have the fields of today',
  remedy: 'Deploy a release that upgrades them, or `letters edit` each.',
  queue: 'PlaceOrder',
  letters: 9,
  deathClass: 'PERMANENT',
  errorCode: 'InvalidArgument',
  /** While nobody reads the queue, each message in it is replaced by what a former release sent. */
  async strike(drill) {
    const { sqs } = drill.scene;
    const { url: QueueUrl } = queueOf(drill, 'PlaceOrder');
    const placedOn = new Date(drill.desk.cloud.world.clock.now()).toISOString();
    const requests = await whileUnread(drill, 'PlaceOrder', async () => {
      const placed = await placesOrders(drill, 'older', this.letters);
      const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await sqs.send(receive);
      for (const { Body = '', ReceiptHandle } of Messages) {
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: asBefore(Body) }));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return placed;
    });
    return { requests, mend: () => deployUpgrade(drill, 'PlaceOrder', upgradeOf(placedOn)) };
  },
};

/** Prices as decimals, and no time of the request. */
function asBefore(body: string): string {
  const { placedOn: _, lines, ...order } = JSON.parse(body);
  const priced = lines.map(({ priceCents, ...line }: any) => ({ ...line, price: priceCents / 100 }));
  return JSON.stringify({ ...order, lines: priced });
}

/** What a later release would do to such a message: all of them are of one moment. */
const upgradeOf = (placedOn: string) => `({ lines, ...order }) => ({
  placedOn: ${JSON.stringify(placedOn)},
  ...order,
  lines: lines.map(({ price, ...line }) => ({ priceCents: Math.round(price * 100), ...line })),
})`;

const unknownApartment: Fault = {
  name: 'unknown apartment',
  alarms: '`CreateApartmentBooking` DeadLetters/NotEmpty',
  means: 'a row that the request names was deleted after its ticket',
  remedy: 'Put the row back (point-in-time recovery), or `letters purge` what nobody wants any more.',
  queue: 'CreateApartmentBooking',
  letters: 9,
  deathClass: 'PERMANENT',
  errorCode: 'NotFound',
  /** The apartment's row is gone between the ticket and the worker. */
  async strike(drill) {
    const { scene, desk } = drill;
    const apartmentId = await desk.apartment();
    const Key = { pk: { S: `APARTMENT#${apartmentId}` }, sk: { S: 'APARTMENT' } };
    const TableName = scene.tableName;
    const { Item } = await scene.dynamodb.send(new GetItemCommand({ TableName, Key }));
    const requests = await whileUnread(drill, 'CreateApartmentBooking', async () => {
      const booked = await booksStays(drill, [apartmentId], this.letters);
      await scene.dynamodb.send(new DeleteItemCommand({ TableName, Key }));
      return booked;
    });
    return { requests, mend: () => scene.dynamodb.send(new PutItemCommand({ TableName, Item })) };
  },
};

const gatewayOutage: Fault = {
  name: 'gateway outage',
  alarms: '`ProcessOrderPayment` DeadLetters/NotEmpty',
  means: 'the payment gateway answered nothing for longer than nine deliveries take',
  remedy: 'Wait until it answers, or mend its settings.',
  queue: 'ProcessOrderPayment',
  letters: 8,
  deathClass: 'EXHAUSTED',
  errorCode: 'InternalFailure',
  /** No call of the gateway is answered; half of them are carried out all the same. */
  async strike(drill) {
    const { lambda } = drill.scene;
    const FunctionName = refOf(drill, 'AWS::Lambda::Function', 'ProcessOrderPayment');
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const answered = { Variables: { ...Environment!.Variables } };
    const unanswered = { Variables: { ...answered.Variables, PAYMENT_TIMEOUT_PERCENT: '100' } };
    const configure = (environment: typeof answered) =>
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: environment }));
    await configure(unanswered);
    return { requests: await placesOrders(drill, 'unpaid', this.letters), mend: () => configure(answered) };
  },
};

const crashed: Fault = {
  name: 'crash',
  alarms: '`AllocateOrderStock` Worker/Failing, DeadLetters/NotEmpty',
  means: 'the function ends while it works on the message',
  remedy: 'Deploy the release before, or one that is mended.',
  queue: 'AllocateOrderStock',
  letters: 8,
  deathClass: 'KILLED',
  errorCode: 'Crashed',
  async strike(drill) {
    const mend = await deployBroken(drill, 'AllocateOrderStock', 'drill-crash', 'crash');
    return { requests: await placesOrders(drill, 'crash', this.letters), mend };
  },
};

const timedOut: Fault = {
  name: 'time-out',
  alarms: '`CreateServiceBooking` Worker/Failing, DeadLetters/NotEmpty',
  means: 'the function waits for longer than it may run',
  remedy: 'Mend what it waits for, or deploy the release before.',
  queue: 'CreateServiceBooking',
  letters: 8,
  deathClass: 'KILLED',
  errorCode: 'TimedOut',
  async strike(drill) {
    const mend = await deployBroken(drill, 'CreateServiceBooking', 'drill-slow', 'hang');
    const booked = () => booksAppointments(drill, 'drill-slow', this.letters);
    return { requests: await whileUnread(drill, 'CreateServiceBooking', booked), mend };
  },
};

const outOfMemory: Fault = {
  name: 'out of memory',
  alarms: '`PayBooking` Worker/Failing, DeadLetters/NotEmpty',
  means: 'the function needs more memory than it has',
  remedy:
    'Deploy the release before, or give it more: `aws lambda update-function-configuration --memory-size 512 …`.',
  queue: 'PayBooking',
  letters: 8,
  deathClass: 'KILLED',
  errorCode: 'OutOfMemory',
  async strike(drill) {
    const mend = await deployBroken(drill, 'PayBooking', 'bookingId', 'fill');
    const paid = () => paysStays(drill, this.letters);
    return { requests: await whileUnread(drill, 'PayBooking', paid), mend };
  },
};

const undeliverable: Fault = {
  name: 'undeliverable event',
  alarms: '`RejectCompetingBookings` Events/Failed, Undelivered/NotEmpty',
  means: 'a rule may not send to its queue, or the queue is gone',
  remedy: 'Deploy the stack again: it restores the queue and its policy.',
  queue: 'Undelivered',
  letters: 8,
  deathClass: 'UNDELIVERED',
  errorCode: 'NO_PERMISSIONS',
  /** The rule may no longer send to the queue of the worker that rejects the rivals of an approved stay. */
  async strike(drill) {
    const { sqs } = drill.scene;
    const { url: QueueUrl } = queueOf(drill, 'RejectCompetingBookings');
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }),
    );
    const allow = (Policy: string) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await allow('');
    return { requests: await rejectsRivals(drill, this.letters), mend: () => allow(Attributes!['Policy']!) };
  },
};

const unread: Fault = {
  name: 'stream record',
  alarms: '`EventPipe` Failed, DeadLetters/NotEmpty',
  means:
    "the bus refused what a pipe read for all its retries; the letter is only the record's place, which the stream keeps for 24 hours",
  remedy: 'Let the bus take events again (its policy, its quota). After 24 hours use `letters replay`.',
  queue: 'EventPipe',
  letters: 2,
  deathClass: 'UNREAD',
  errorCode: 'RetryAttemptsExhausted',
  /**
   * The bus takes events from nobody any more. Nobody records letters meanwhile: what that announces would die as well.
   */
  async strike(drill) {
    const { events, resources } = drill.scene;
    const [bus] = resources('AWS::Events::EventBus');
    const EventBusName = bus!.ref;
    const permit = (Statement: readonly object[]) =>
      events.send(
        new PutPermissionCommand({
          EventBusName,
          Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
        }),
      );
    const recorder = resources('AWS::Events::Rule').find(({ path }) =>
      path.startsWith('RecordDeadLetters/'),
    )!;
    await events.send(new DisableRuleCommand({ Name: recorder.ref }));
    await permit([
      {
        Sid: 'Closed',
        Effect: 'Deny',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: bus!.attributes['Arn'],
      },
    ]);
    return {
      requests: await placesOrders(drill, 'unread', this.letters),
      mend: async () => {
        await permit([]);
        await events.send(new EnableRuleCommand({ Name: recorder.ref }));
      },
    };
  },
};

/** In the order in which they can be brought about: a closed bus, which holds up everything, is the last. */
export const faults: readonly Fault[] = [
  outOfMemory,
  olderSchema,
  unknownApartment,
  crashed,
  timedOut,
  undeliverable,
  gatewayOutage,
  unread,
];
