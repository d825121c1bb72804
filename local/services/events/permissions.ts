import type { World } from '../../platform/World.ts';
import { arnOf } from '../../platform/arns.ts';
import type { AccessRequest } from '../iam/authorization/Access.ts';
import { accessDeniedException } from '../iam/authorization/accessDenied.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import type { Events } from './Events.ts';

/** The members of inputs that say what an action is about. */
interface EventsRequest {
  readonly Name?: unknown;
  readonly Rule?: unknown;
  readonly EventBusName?: unknown;
  readonly ArchiveName?: unknown;
  readonly ReplayName?: unknown;
  readonly Entries?: unknown;
}

/** Actions about no resource of their own. */
const LISTS = ['ListArchives', 'ListEventBuses', 'ListReplays', 'ListRules'];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export function eventsPermissions(
  { account }: World,
  { policyOf }: Pick<Events, 'policyOf'>,
): ServicePermissions {
  const arnNamed = (kind: string, name: string) =>
    name.startsWith('arn:') ? name : arnOf(account, 'events', `${kind}/${name}`);
  const onBus = (action: string, name: string, entry: EventsEntry = {}): AccessRequest => {
    const resource = arnNamed('event-bus', name);
    return { action, resource, resourcePolicy: policyOf(resource), context: entryContext(entry) };
  };
  const onRule =
    (name: string, member: 'Name' | 'Rule' = 'Name') =>
    (input: EventsRequest): readonly AccessRequest[] => {
      const rule = textOr(input[member], '');
      const bus = textOr(input.EventBusName, 'default').replace(/^arn:.*event-bus\//, '');
      const resource = arnNamed('rule', bus === 'default' ? rule : `${bus}/${rule}`);
      return [{ action: `events:${name}`, resource }];
    };
  const onNamed =
    (name: string, kind: string, member: keyof EventsRequest) =>
    (input: EventsRequest): readonly AccessRequest[] => [
      { action: `events:${name}`, resource: arnNamed(kind, textOr(input[member], 'default')) },
    ];
  const onAll = (name: string) => (): readonly AccessRequest[] => [
    { action: `events:${name}`, resource: '*' },
  ];

  return {
    denied: accessDeniedException(400),
    actions: {
      CreateArchive: onNamed('CreateArchive', 'archive', 'ArchiveName'),
      CreateEventBus: onNamed('CreateEventBus', 'event-bus', 'Name'),
      DeleteArchive: onNamed('DeleteArchive', 'archive', 'ArchiveName'),
      DeleteEventBus: onNamed('DeleteEventBus', 'event-bus', 'Name'),
      DeleteRule: onRule('DeleteRule'),
      DescribeArchive: onNamed('DescribeArchive', 'archive', 'ArchiveName'),
      DescribeEventBus: onNamed('DescribeEventBus', 'event-bus', 'Name'),
      DescribeReplay: onNamed('DescribeReplay', 'replay', 'ReplayName'),
      DescribeRule: onRule('DescribeRule'),
      DisableRule: onRule('DisableRule'),
      EnableRule: onRule('EnableRule'),
      ...Object.fromEntries(LISTS.map((name) => [name, onAll(name)])),
      ListTargetsByRule: onRule('ListTargetsByRule', 'Rule'),
      // Each entry names a bus, and is judged by its own source and detail type.
      PutEvents: ({ Entries }: EventsRequest) =>
        entriesIn(Entries).map((entry) =>
          onBus('events:PutEvents', textOr(entry.EventBusName, 'default'), entry),
        ),
      PutPermission: onNamed('PutPermission', 'event-bus', 'EventBusName'),
      PutRule: onRule('PutRule'),
      PutTargets: onRule('PutTargets', 'Rule'),
      RemovePermission: onNamed('RemovePermission', 'event-bus', 'EventBusName'),
      RemoveTargets: onRule('RemoveTargets', 'Rule'),
      StartReplay: onNamed('StartReplay', 'replay', 'ReplayName'),
      TestEventPattern: onAll('TestEventPattern'),
      UpdateArchive: onNamed('UpdateArchive', 'archive', 'ArchiveName'),
      UpdateEventBus: onNamed('UpdateEventBus', 'event-bus', 'Name'),
    },
  };
}

interface EventsEntry {
  readonly EventBusName?: unknown;
  readonly Source?: unknown;
  readonly DetailType?: unknown;
}

const entriesIn = (entries: unknown): readonly EventsEntry[] =>
  Array.isArray(entries)
    ? entries.filter((entry): entry is EventsEntry => typeof entry === 'object' && entry !== null)
    : [];

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html */
const entryContext = ({ Source, DetailType }: EventsEntry) => ({
  'events:source': () => (typeof Source === 'string' ? Source : undefined),
  'events:detail-type': () => (typeof DetailType === 'string' ? DetailType : undefined),
});

const textOr = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);
