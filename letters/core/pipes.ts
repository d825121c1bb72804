import { TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { DescribePipeCommand } from '@aws-sdk/client-pipes';
import type { AnnouncedEvent } from './announcedEvents.ts';
import type { Clients } from './clients.ts';
import { fillTemplate, textAt } from './inputTemplate.ts';
import { errorMessage, errorName, OperatorError } from './OperatorError.ts';

/** A record of a stream as a pipe sees it, in DynamoDB's JSON. */
export type StreamRecord = Readonly<Record<string, unknown>>;

/** A pipe from a stream to a bus. */
export interface StreamPipe {
  readonly name: string;
  readonly arn: string;
  /** Name of its target. */
  readonly bus: string;
  /** Event patterns as JSON, any of which suffices; none lets everything through. */
  readonly patterns: readonly string[];
  readonly inputTemplate: string | undefined;
  /** Fixed, or a path into the record. */
  readonly source: string;
  readonly detailType: string;
}

/** Describes a pipe by its ARN. Throws `OperatorError` where nobody can say what it would announce. */
export async function findPipe({ pipes }: Clients, arn: string | undefined): Promise<StreamPipe> {
  const name = arn?.split('/').at(-1);
  if (!arn || !name)
    throw new OperatorError('It does not say which pipe gave up on it: announce it with replay.');
  const pipe = await pipes.send(new DescribePipeCommand({ Name: name })).catch((error: unknown) => {
    if (errorName(error) === 'NotFoundException')
      throw new OperatorError(`The pipe ${name} is gone: announce what it would have with replay.`);
    throw new OperatorError(`The pipe ${name} cannot be described: ${errorMessage(error)}`);
  });
  const [, , service, , , resource = ''] = pipe.Target?.split(':') ?? [];
  if (service !== 'events')
    throw new OperatorError(`The target of ${name} is no event bus: bring its records there by hand.`);
  const { EventBridgeEventBusParameters: bus, InputTemplate } = pipe.TargetParameters ?? {};
  return {
    name,
    arn,
    bus: resource.replace(/^event-bus\//, ''),
    patterns: (pipe.SourceParameters?.FilterCriteria?.Filters ?? []).flatMap(({ Pattern }) => Pattern ?? []),
    inputTemplate: InputTemplate,
    // What a pipe writes that is told neither: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html
    source: bus?.Source ?? `Pipe ${name}`,
    detailType: bus?.DetailType ?? 'Event from aws:dynamodb',
  };
}

/** What a pipe would announce of records: those that pass its filter, reshaped by its template. */
export async function eventsOfRecords(
  clients: Clients,
  pipe: StreamPipe,
  records: readonly StreamRecord[],
): Promise<AnnouncedEvent[]> {
  const events: AnnouncedEvent[] = [];
  for (const record of records)
    if (await passes(clients, pipe, record)) events.push(eventOfRecord(pipe, record));
  return events;
}

const eventOfRecord = (pipe: StreamPipe, record: StreamRecord): AnnouncedEvent => ({
  source: textAt(pipe.source, record),
  detailType: textAt(pipe.detailType, record),
  detail:
    pipe.inputTemplate === undefined ? JSON.stringify(record) : fillTemplate(pipe.inputTemplate, record),
  resources: [],
  time: undefined,
});

/**
 * EventBridge itself says whether a record matches a pattern. It takes only events of its own shape, so the record is the
 * detail of one, and the pattern is about that: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html
 */
async function passes({ events }: Clients, { patterns }: StreamPipe, record: StreamRecord): Promise<boolean> {
  if (patterns.length === 0) return true;
  const event = {
    id: '0',
    account: '000000000000',
    source: 'record',
    time: '2020-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: [],
    'detail-type': 'record',
    detail: record,
  };
  for (const pattern of patterns) {
    const EventPattern = `{"detail": ${pattern}}`;
    const { Result } = await events.send(
      new TestEventPatternCommand({ EventPattern, Event: JSON.stringify(event) }),
    );
    if (Result) return true;
  }
  return false;
}
