import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import type { Frontdesk } from '../given.ts';

/** A row of the table that is an event, as its stream announced it, and who wrote it. */
export interface RecordedEvent {
  readonly eventName: string;
  /** In plain values. */
  readonly eventData: Readonly<Record<string, unknown>>;
  /** In DynamoDB's notation. */
  readonly image: Readonly<Record<string, unknown>>;
  /** `lambda-fns/orders/placeOrder.ts`, or `Mutation.cancelOrder`; undefined for a row that an operator put there. */
  readonly writer: string | undefined;
}

export interface RecordedEvents {
  /** All that were applied, in the order of the stream. */
  all(): RecordedEvent[];
  /** Every row that was written, event or not, in plain values. */
  rows(): Readonly<Record<string, unknown>>[];
}

type Image = Readonly<Record<string, any>>;
type Write = Extract<FeedRecord, { kind: 'write' }>;

/** Records every event that is written to the table of a desk from now on. */
export function recordEvents({ cloud }: Frontdesk): RecordedEvents {
  const { streams } = cloud.services.dynamodb;
  const segments = createSegments();
  const writes: Write[] = [];
  cloud.world.feed.subscribe((record) => {
    segments.note(record);
    if (record.kind === 'write' && ['INSERT', 'MODIFY'].includes(record.change)) writes.push(record);
  });
  const streamArn = streamArnOf(cloud);
  let position = streams.positionAt(streamArn, 'LATEST');
  const images: Image[] = [];
  const read = () => {
    for (;;) {
      const batch = streams.read(streamArn, position, 100);
      position = batch.position;
      if (batch.records.length === 0) return;
      for (const { record } of batch.records)
        if (record.eventName !== 'REMOVE') images.push(record.dynamodb.NewImage!);
    }
  };
  streams.onAppend(streamArn, read);
  return {
    rows() {
      read();
      return images.map((image) => unmarshall(image));
    },
    all() {
      read();
      const handlers = handlersOf(cloud);
      const byKey = Map.groupBy(writes, ({ keys }) => `${String(keys['pk'])} ${String(keys['sk'])}`);
      return images.flatMap((image) => {
        // The stream has the writes of a key in their order.
        const write = byKey.get(`${image['pk'].S} ${image['sk'].S}`)?.shift();
        return eventOf(image, segments.writerOf(write, handlers));
      });
    },
  };
}

const eventOf = (image: Image, writer: string | undefined): RecordedEvent[] => {
  const { pk, sk, eventName, eventData, applied } = image;
  if (pk.S === 'SKUS')
    return [{ eventName: 'STOCK_LEVEL_EVENT', eventData: unmarshall(image), image, writer }];
  if (!sk.S.startsWith('EVENT#') || applied?.BOOL !== true) return [];
  return [{ eventName: eventName.S, eventData: unmarshall(eventData.M), image, writer }];
};

type Cloud = Frontdesk['cloud'];

const resourcesOf = ({ stacks }: Cloud, type: string) =>
  stacks.flatMap(({ resources }) => Object.values(resources)).filter((resource) => resource.type === type);

const streamArnOf = (cloud: Cloud): string => {
  const [table] = resourcesOf(cloud, 'AWS::DynamoDB::Table');
  return table!.attributes['StreamArn'] as string;
};

/** The file of each function's handler, by the function's name. */
const handlersOf = (cloud: Cloud): ReadonlyMap<string, string> =>
  new Map(
    resourcesOf(cloud, 'AWS::Lambda::Function').map(({ ref, properties }) => [
      ref,
      properties['Description'] as string,
    ]),
  );

/** Remembers what causes things, to find out who caused a write. */
function createSegments() {
  const invocations = new Map<string, string>();
  const steps = new Map<string, string>();
  const byTrace = new Map<string, { readonly sequence: number; readonly source: string }[]>();
  const noteTrace = (record: Extract<FeedRecord, { kind: 'invocation' | 'log' }>, source: string) => {
    for (const traceId of [record.traceId, ...(record.batch ?? []).map((item) => item.traceId)])
      if (traceId !== null)
        byTrace.set(traceId, [...(byTrace.get(traceId) ?? []), { sequence: record.sequence, source }]);
  };
  return {
    note(record: FeedRecord) {
      if (record.kind === 'invocation' && record.segmentId !== undefined)
        invocations.set(record.segmentId, record.functionName);
      if (record.kind === 'invocation') noteTrace(record, record.functionName);
      if (record.kind === 'log') noteTrace(record, record.source);
      if (record.kind === 'step') steps.set(record.segmentId, record.source);
    },
    writerOf(write: Write | undefined, handlers: ReadonlyMap<string, string>): string | undefined {
      // What an operator writes is caused by nothing.
      if (write?.parentId === undefined) return undefined;
      const step = steps.get(write.parentId);
      if (step) return fieldOf(step);
      const known = handlers.get(invocations.get(write.parentId) ?? '');
      if (known) return known;
      // A function that names another parent: its own line is the next one of the trace.
      const next = byTrace
        .get(write.traceId ?? '')
        ?.find(({ sequence, source }) => sequence > write.sequence && handlers.has(source));
      return handlers.get(next?.source ?? '');
    },
  };
}

/** A step of a pipeline is a function named as the field and the step, such as `cancelOrder_move`; the field's own has its name. */
const fieldOf = (source: string) => (source.includes('.') ? source : `Mutation.${source.split('_')[0]}`);
