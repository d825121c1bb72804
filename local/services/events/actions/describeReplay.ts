import { z } from 'zod';
import { notFound } from '../errors.ts';
import type { Replay } from '../state/Archive.ts';
import { defineAction } from './EventsAction.ts';
import { seconds } from './shapes.ts';

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

export const replayShape = (replay: Replay) => ({
  ReplayName: replay.name,
  EventSourceArn: replay.sourceArn,
  State: replay.state,
  EventStartTime: seconds(replay.from),
  EventEndTime: seconds(replay.to),
  ReplayStartTime: seconds(replay.startedAt),
  ...(replay.lastReplayed !== undefined && { EventLastReplayedTime: seconds(replay.lastReplayed) }),
  ...(replay.endedAt !== undefined && { ReplayEndTime: seconds(replay.endedAt) }),
});
