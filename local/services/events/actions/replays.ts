import { z } from 'zod';
import { arnOf, parseArn } from '../../../platform/arns.ts';
import { newTraceId } from '../../../platform/traceIds.ts';
import { type Archive, eventOf, retainedEvents, type Replay } from '../state/Archive.ts';
import {
  alreadyExists,
  validationError,
  resourceName,
  notFound,
  pagination,
  epochSeconds,
  timestamp,
} from '../validation.ts';
import { type ActionContext, defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html */
export const startReplay = defineAction(
  {
    ReplayName: resourceName,
    Description: z.string().max(512).optional(),
    EventSourceArn: z.string(),
    EventStartTime: timestamp,
    EventEndTime: timestamp,
    Destination: z.strictObject({ Arn: z.string(), FilterArns: z.array(z.string()).optional() }),
  },
  ({ ReplayName, Description, EventSourceArn, EventStartTime, EventEndTime, Destination }, context) => {
    const { state, world } = context;
    const archive = state.archives.get(parseArn(EventSourceArn)?.resource.replace(/^archive\//, '') ?? '');
    if (!archive)
      throw validationError('Parameter EventSourceArn is not valid. Reason: Must contain an archive ARN.');
    if (state.replays.has(ReplayName)) throw alreadyExists(`Replay ${ReplayName} already exists.`);
    if (!state.findBus(Destination.Arn)) throw notFound(`Event bus ${Destination.Arn} does not exist.`);
    if (state.bus(Destination.Arn).arn !== archive.sourceArn) {
      throw validationError(
        'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
      );
    }
    if (EventEndTime <= EventStartTime) {
      throw validationError(
        'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.',
      );
    }
    const replay: Replay = {
      name: ReplayName,
      arn: arnOf(world.account, 'events', `replay/${ReplayName}`),
      description: Description,
      sourceArn: archive.arn,
      destination: Destination,
      from: EventStartTime,
      to: EventEndTime,
      startedAt: world.clock.now(),
      state: 'STARTING',
      endedAt: undefined,
      lastReplayed: undefined,
    };
    state.replays.set(ReplayName, replay);
    world.clock.schedule(0, () => runReplay(context, archive, replay));
    return { ReplayArn: replay.arn, State: replay.state, ReplayStartTime: epochSeconds(replay.startedAt) };
  },
);

/** Publishes the archived events of a time span again, in their old order, each as a request of its own. */
function runReplay({ world, state, router, call }: ActionContext, archive: Archive, replay: Replay): void {
  const { clock, random } = world;
  replay.state = 'RUNNING';
  const bus = state.bus(replay.destination.Arn);
  const filters = replay.destination.FilterArns;
  for (const archived of [...retainedEvents(archive, clock.now())]) {
    const { ingestedAt } = archived;
    if (ingestedAt < replay.from || ingestedAt >= replay.to) continue;
    const { detail, ...envelope } = eventOf(archived);
    const replayed = { ...envelope, 'replay-name': replay.name, detail };
    const only = filters && filters.length > 0 ? new Set(filters) : undefined;
    router.publish(bus, replayed, { ...call, traceId: newTraceId(clock.now(), random) }, only);
    replay.lastReplayed = ingestedAt;
  }
  replay.state = 'COMPLETED';
  replay.endedAt = clock.now();
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeReplay.html */
export const describeReplay = defineAction({ ReplayName: z.string() }, ({ ReplayName }, { state }) => {
  const replay = state.replays.get(ReplayName);
  if (!replay) throw notFound(`Replay ${ReplayName} does not exist.`);
  return {
    ...replayShape(replay),
    ReplayArn: replay.arn,
    ...(replay.description !== undefined && { Description: replay.description }),
    Destination: replay.destination,
  };
});

const replayShape = (replay: Replay) => ({
  ReplayName: replay.name,
  EventSourceArn: replay.sourceArn,
  State: replay.state,
  EventStartTime: epochSeconds(replay.from),
  EventEndTime: epochSeconds(replay.to),
  ReplayStartTime: epochSeconds(replay.startedAt),
  ...(replay.lastReplayed !== undefined && { EventLastReplayedTime: epochSeconds(replay.lastReplayed) }),
  ...(replay.endedAt !== undefined && { ReplayEndTime: epochSeconds(replay.endedAt) }),
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListReplays.html */
export const listReplays = defineAction(
  {
    NamePrefix: z.string().optional(),
    EventSourceArn: z.string().optional(),
    State: z.string().optional(),
    ...pagination,
  },
  ({ NamePrefix = '', EventSourceArn, State }, { state }) => ({
    Replays: [...state.replays.values()]
      .filter(({ name }) => name.startsWith(NamePrefix))
      .filter(({ sourceArn }) => EventSourceArn === undefined || sourceArn === EventSourceArn)
      .filter((replay) => State === undefined || replay.state === State)
      .map(replayShape),
  }),
);
