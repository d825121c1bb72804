import * as z from 'zod';

/** What is read of a JSON schema. */
export interface Schema {
  readonly type?: unknown;
  readonly description?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly format?: string | undefined;
  /** A document's own word for what a text is, such as `id`. */
  readonly 'x-holds'?: string | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
}

const Schema: z.ZodType<Schema> = z.looseObject({
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  'x-holds': z.string().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
  get items() {
    return Schema.optional();
  },
  get anyOf() {
    return z.array(Schema).optional();
  },
  get oneOf() {
    return z.array(Schema).optional();
  },
});

const Ref = z.looseObject({ $ref: z.string() });
const Tag = z.looseObject({ name: z.string() });

/** What is read of an AsyncAPI 3 document. https://www.asyncapi.com/docs/reference/specification/v3.1.0 */
const AsyncApi = z.looseObject({
  asyncapi: z.string().regex(/^3\./, 'only version 3 is read'),
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string().optional() }),
  channels: z.record(z.string(), z.looseObject({ address: z.string().nullish() })).default({}),
  operations: z
    .record(
      z.string(),
      z.looseObject({
        action: z.enum(['send', 'receive']),
        channel: Ref,
        title: z.string().optional(),
        summary: z.string().optional(),
        description: z.string().optional(),
        messages: z.array(Ref).default([]),
      }),
    )
    .default({}),
  components: z.looseObject({
    messages: z.record(
      z.string(),
      z.looseObject({
        title: z.string().optional(),
        summary: z.string().optional(),
        description: z.string().optional(),
        tags: z.array(Tag).default([]),
        payload: Schema.default({}),
        examples: z.array(z.looseObject({ payload: z.unknown() })).default([]),
      }),
    ),
  }),
});

/** Somebody who sends or receives an event. */
export interface Party {
  readonly name: string;
  readonly summary: string;
  /** What it asks of an event. */
  readonly only: string;
  /** Address of the channel; empty where it has none. */
  readonly address: string;
}

export interface DescribedEvent {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly payload: Schema;
  readonly example: unknown;
  readonly senders: readonly Party[];
  readonly receivers: readonly Party[];
}

export interface EventsDocument {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** By their first tag, in its order. */
  readonly groups: readonly { readonly name: string; readonly events: readonly DescribedEvent[] }[];
}

/** Reads an AsyncAPI 3 document from its JSON text. Throws where it is none. */
export function readAsyncApi(text: string): EventsDocument {
  const { info, channels, operations, components } = AsyncApi.parse(JSON.parse(text));
  const partiesOf = (name: string, action: 'send' | 'receive'): Party[] =>
    Object.entries(operations)
      .filter(
        ([, { action: own, messages }]) => own === action && messages.some((ref) => lastOf(ref) === name),
      )
      .map(([id, { title = id, summary = '', description: only = '', channel }]) => {
        const address = channels[lastOf(channel)]?.address ?? '';
        return { name: title, summary, only, address };
      });
  const events = Object.entries(components.messages).map(([name, message]) => ({
    group: message.tags[0]?.name ?? 'events',
    name: message.title ?? name,
    summary: message.summary ?? '',
    description: message.description ?? '',
    payload: message.payload,
    example: message.examples[0]?.payload,
    senders: partiesOf(name, 'send'),
    receivers: partiesOf(name, 'receive'),
  }));
  const groups = [...Map.groupBy(events, ({ group }) => group)].map(([name, members]) => ({
    name,
    events: members,
  }));
  const { title, version, description = '' } = info;
  return {
    title,
    version,
    description,
    groups: groups.sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

const lastOf = ({ $ref }: { readonly $ref: string }) => $ref.split('/').at(-1) ?? '';
