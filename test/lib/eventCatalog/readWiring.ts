import { Kind, parse } from 'graphql';

/** A synthesized template, of which rules, pipes, queues and functions are read. */
export interface StackTemplate {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

export interface TemplateResource {
  readonly Type: string;
  /** CloudFormation's, with its intrinsics. */
  readonly Properties?: any;
}

/** A rule of the bus, and who it delivers to. */
export interface EventConsumer {
  /** The worker, or the mutation that publishes. */
  readonly name: string;
  readonly kind: 'worker' | 'subscription';
  readonly eventNames: readonly string[];
  /** False where it takes raw events, which their entity has not applied. */
  readonly applied: boolean;
  /** The rule's: what an event must be like. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /** What else it asks of an event, in words: `stock is HELD or SOLD`. */
  readonly only: readonly string[];
  /** Name of its queue, with `{stack}` for what CloudFormation draws; of a worker. */
  readonly queue?: string;
  /** The file of its handler; of a worker. */
  readonly code?: string;
  /** Messages of one delivery; of a worker. */
  readonly batchSize?: number;
  /** Deliveries before a message becomes a dead letter; of a worker. */
  readonly maxReceiveCount?: number;
}

/** A pipe from the table's stream to the bus. */
export interface EventPipe {
  readonly source: string;
  /** Names of the events that it lets through, applied or not. */
  readonly eventNames: readonly string[];
  /** What an event on the bus has, by the path into the row's record: `traceId` by `$.dynamodb.NewImage.traceId.S`. */
  readonly detail: Readonly<Record<string, string>>;
}

export interface EventWiring {
  readonly pipes: readonly EventPipe[];
  readonly consumers: readonly EventConsumer[];
}

/** Reads from synthesized templates who announces events on the bus, and who follows which. */
export function readWiring(templates: readonly StackTemplate[]): EventWiring {
  const resources = templates.flatMap((template) =>
    Object.values(template.Resources).map((resource) => ({ template, ...resource })),
  );
  return {
    pipes: resources.filter(({ Type }) => Type === 'AWS::Pipes::Pipe').map(pipeOf),
    consumers: resources
      .filter(({ Type, Properties }) => Type === 'AWS::Events::Rule' && Properties.EventPattern)
      .flatMap(({ template, Properties }) => consumersOf(template, Properties))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

const pipeOf = ({ Properties }: TemplateResource): EventPipe => {
  const { InputTemplate, EventBridgeEventBusParameters: bus } = Properties.TargetParameters;
  const patterns: any[] = Properties.SourceParameters.FilterCriteria.Filters.map(({ Pattern }: any) =>
    JSON.parse(Pattern),
  );
  const filtered = patterns.flatMap(({ dynamodb }) => dynamodb.NewImage?.eventName.S ?? []);
  const isFixed = !bus.DetailType.startsWith('$');
  return {
    source: bus.Source,
    eventNames: [...new Set<string>(isFixed ? [bus.DetailType] : filtered)].sort(),
    detail: pathsOf(InputTemplate),
  };
};

/** The members of a template: `{"a": <$.b>, "c": "<$.d>", "e": true}` has `a` by `$.b`, `c` by `$.d` and `e` by `true`. */
const pathsOf = (inputTemplate: string): Record<string, string> =>
  Object.fromEntries(
    [...inputTemplate.matchAll(/"(\w+)": (?:"?<([^>]+)>"?|([^,}]+))/g)].map(([, name = '', path, value]) => [
      name,
      path ?? value ?? '',
    ]),
  );

const consumersOf = (template: StackTemplate, rule: any): EventConsumer[] =>
  rule.Targets.map((target: any) => {
    const { 'detail-type': eventNames, detail } = rule.EventPattern;
    const shared = {
      eventNames,
      pattern: rule.EventPattern,
      applied: detail.applied?.[0] !== false,
      only: conditionsOf(detail),
    };
    const operation: string | undefined = target.AppSyncParameters?.GraphQLOperation;
    return operation === undefined
      ? { kind: 'worker', ...workerOf(template, target.Arn), ...shared }
      : { kind: 'subscription', name: rootFieldOf(operation), ...shared };
  });

/** What a rule asks of the data, which is in DynamoDB's notation. */
const conditionsOf = ({ eventData = {} }: any): string[] =>
  Object.entries<any>(eventData).map(([name, { S: values }]) =>
    typeof values[0] === 'object' ? `there is no ${name}` : `${name} is ${values.join(' or ')}`,
  );

const rootFieldOf = (operation: string): string => {
  const [definition] = parse(operation).definitions;
  const [field] = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  if (field?.kind !== Kind.FIELD) throw new Error(`A rule's operation selects no field: ${operation}`);
  return field.name.value;
};

/** The function behind a rule's queue. */
const workerOf = ({ Resources }: StackTemplate, queueArn: any) => {
  const queueId: string = queueArn['Fn::GetAtt'][0];
  const mapping = Object.values(Resources).find(
    ({ Type, Properties }) =>
      Type === 'AWS::Lambda::EventSourceMapping' && Properties.EventSourceArn['Fn::GetAtt']?.[0] === queueId,
  );
  if (!mapping) throw new Error(`No function reads the queue ${queueId} of a rule`);
  const code: string = Resources[mapping.Properties.FunctionName.Ref]?.Properties.Description;
  const { QueueName, RedrivePolicy } = Resources[queueId]?.Properties ?? {};
  return {
    name: code.slice(code.lastIndexOf('/') + 1, -3),
    code,
    queue: textOf(QueueName),
    batchSize: mapping.Properties.BatchSize,
    maxReceiveCount: RedrivePolicy.maxReceiveCount,
  };
};

/** A name, with `{stack}` for the part that CloudFormation draws. */
const textOf = (name: any): string =>
  typeof name === 'string'
    ? name
    : name['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : '{stack}')).join('');
