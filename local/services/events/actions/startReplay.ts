import { z } from 'zod';
import { arnOf, parseArn } from '../../../platform/arns.ts';
import { runReplay } from '../archive/runReplay.ts';
import { alreadyExists, invalid, notFound } from '../errors.ts';
import type { Replay } from '../state/Archive.ts';
import { defineAction } from './EventsAction.ts';
import { name, seconds, timestamp } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html */
export const startReplay = defineAction(
  {
    ReplayName: name,
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
      throw invalid('Parameter EventSourceArn is not valid. Reason: Must contain an archive ARN.');
    if (state.replays.has(ReplayName)) throw alreadyExists(`Replay ${ReplayName} already exists.`);
    if (!state.findBus(Destination.Arn)) throw notFound(`Event bus ${Destination.Arn} does not exist.`);
    if (state.bus(Destination.Arn).arn !== archive.sourceArn) {
      throw invalid(
        'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
      );
    }
    if (EventEndTime <= EventStartTime) {
      throw invalid(
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
    return { ReplayArn: replay.arn, State: replay.state, ReplayStartTime: seconds(replay.startedAt) };
  },
);
