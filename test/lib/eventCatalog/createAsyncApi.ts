import { buildSchema, Kind, type GraphQLSchema } from 'graphql';
import { eventCatalog } from '../../../model/eventCatalog.ts';
import type { EventConsumer, EventPipe, EventWiring } from './readWiring.ts';
import { wireSchemaOf, type JsonSchema } from './wireSchema.ts';

export interface AsyncApiProps {
  readonly wiring: EventWiring;
  /** Who writes each event's row: files of handlers, and fields of mutations. */
  readonly producers: Readonly<Record<string, readonly string[]>>;
  /** An event of each name, as the bus carries its `detail`. */
  readonly examples: Readonly<Record<string, unknown>>;
  /** SDL, with what AppSync adds to it: subscriptions name the mutations that they listen to. */
  readonly sdl: string;
}

const ref = (path: string) => ({ $ref: `#/${path}` });

/**
 * The events of a stage as an AsyncAPI document: what is on the bus and in each worker's queue, who announces it and who
 * follows. https://www.asyncapi.com/docs/reference/specification/v3.1.0
 */
export function createAsyncApi({ wiring, producers, examples, sdl }: AsyncApiProps): JsonSchema {
  const pipeOf = (name: string) => wiring.pipes.find(({ eventNames }) => eventNames.includes(name));
  const names = [...eventCatalog.keys()].sort();
  const [onBus, kept] = [names.filter(pipeOf), names.filter((name) => !pipeOf(name))];
  const schema = buildSchema(sdl);
  const workers = wiring.consumers.filter(({ kind }) => kind === 'worker');
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Frontdesk events',
      version: '1.0.0',
      description:
        'Every event that the table’s rows announce, and the commands and replies of sagas. A row is written in the same transaction as what it tells of; the stream, a pipe and rules bring it to those who follow. Everything may arrive late, twice or out of order.',
    },
    defaultContentType: 'application/json',
    channels: {
      bus: {
        address: null,
        title: 'The event bus',
        description: 'An EventBridge bus, whose name CloudFormation draws.',
        messages: messagesOf(onBus),
      },
      table: {
        address: null,
        title: 'The table',
        description: 'Rows that no pipe lets through: they are kept, and nobody follows them.',
        messages: messagesOf(kept),
      },
      ...Object.fromEntries(workers.map((worker) => [worker.name, queueChannelOf(worker)])),
    },
    operations: {
      ...sendsOf('bus', producers, onBus),
      ...sendsOf('table', producers, kept),
      ...Object.fromEntries(
        wiring.consumers.map((consumer) => [`${consumer.name}.receives`, receiveOf(consumer, schema)]),
      ),
    },
    components: {
      messages: Object.fromEntries(
        names.map((name) => [name, messageOf(name, pipeOf(name), examples[name])]),
      ),
    },
  };
}

const messagesOf = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, ref(`components/messages/${name}`)]));

const queueChannelOf = ({ name, queue = '', eventNames }: EventConsumer) => ({
  address: queue.replace(/^Frontdesk-[^-]+-/, 'Frontdesk-{stage}-'),
  title: `The queue of ${name}`,
  parameters: {
    stage: { description: 'The stage, such as dev' },
    stack: { description: 'A part of the stack’s id, which CloudFormation draws' },
  },
  messages: messagesOf(eventNames),
  bindings: {
    sqs: { queue: { name: queue.replace(/-\{stack\}$/, ''), fifoQueue: false }, bindingVersion: '0.2.0' },
  },
});

type Channel = 'bus' | 'table';

/** An operation for each that writes some of these events. */
const sendsOf = (channel: Channel, producers: AsyncApiProps['producers'], names: readonly string[]) => {
  const bySender = new Map<string, string[]>();
  for (const name of names)
    for (const by of producers[name] ?? []) bySender.set(by, [...(bySender.get(by) ?? []), name]);
  return Object.fromEntries(
    [...bySender].sort().map(([by, own]) => [`${idOf(by)}.${VERBS[channel]}`, sendOf(channel, by, own)]),
  );
};

const VERBS: Readonly<Record<Channel, string>> = { bus: 'sends', table: 'keeps' };

const idOf = (by: string) => by.replace(/^lambda-fns\/|^Mutation\.|\.ts$/g, '').replace('/', '.');

const sendOf = (channel: Channel, by: string, names: readonly string[]) => ({
  action: 'send',
  channel: ref(`channels/${channel}`),
  title: by,
  summary: by.startsWith('Mutation.')
    ? 'A mutation of the API writes the rows.'
    : 'A Lambda function writes the rows.',
  messages: names.map((name) => ref(`channels/${channel}/messages/${name}`)),
});

const receiveOf = (consumer: EventConsumer, schema: GraphQLSchema) => {
  const { name, kind, eventNames, applied, only, code, batchSize, maxReceiveCount } = consumer;
  const channel = kind === 'worker' ? name : 'bus';
  return {
    action: 'receive',
    channel: ref(`channels/${channel}`),
    title: code ?? subscriptionsOf(schema, name).join(', '),
    summary:
      kind === 'worker'
        ? `Takes up to ${batchSize} at once; after ${maxReceiveCount} deliveries a message is a dead letter.`
        : `Mutation.${name} publishes them, as the bus asks for it.`,
    ...((!applied || only.length > 0) && {
      description: [applied ? [] : ['it is raw: its entity has not applied it'], only].flat().join('; '),
    }),
    messages: eventNames.map((event) => ref(`channels/${channel}/messages/${event}`)),
  };
};

/** The subscriptions that a mutation publishes to. */
const subscriptionsOf = (schema: GraphQLSchema, mutation: string): string[] =>
  Object.values(schema.getSubscriptionType()?.getFields() ?? {})
    .filter(({ astNode }) =>
      astNode?.directives?.some(
        (directive) =>
          directive.name.value === 'aws_subscribe' &&
          directive.arguments?.some(
            ({ value }) =>
              value.kind === Kind.LIST &&
              value.values.some((each) => each.kind === Kind.STRING && each.value === mutation),
          ),
      ),
    )
    .map(({ name }) => `Subscription.${name}`);

/** An event as EventBridge delivers it: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
const messageOf = (name: string, pipe: EventPipe | undefined, example: unknown) => {
  const { says, data, domain } = eventCatalog.get(name)!;
  const detail = pipe?.detail ?? { eventName: '', applied: '', eventData: '' };
  const members: Record<string, JsonSchema> = {
    eventName: { type: 'string', const: name },
    applied: { type: 'boolean', description: 'Whether its entity has applied it: false of raw events alone' },
    eventData: wireSchemaOf(data),
  };
  return {
    name,
    title: name,
    summary: says,
    tags: [{ name: domain }],
    payload: {
      type: 'object',
      properties: {
        source: { type: 'string', const: pipe?.source ?? 'frontdesk' },
        'detail-type': { type: 'string', const: name },
        detail: {
          type: 'object',
          properties: Object.fromEntries(
            Object.entries(detail).map(([member, path]) => [
              member,
              members[member] ?? {
                type: 'string',
                description: `The row’s ${path.replace(/^\$\.dynamodb\.NewImage\.|\.\w$/g, '')}; empty where it has none`,
              },
            ]),
          ),
          required: ['eventName', 'applied', 'eventData'],
        },
      },
      required: ['source', 'detail-type', 'detail'],
    },
    ...(example !== undefined && {
      examples: [{ payload: { source: pipe?.source ?? 'frontdesk', 'detail-type': name, detail: example } }],
    }),
  };
};
