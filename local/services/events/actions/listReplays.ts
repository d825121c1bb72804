import { z } from 'zod';
import { replayShape } from './describeReplay.ts';
import { defineAction } from './EventsAction.ts';
import { page } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListReplays.html */
export const listReplays = defineAction(
  {
    NamePrefix: z.string().optional(),
    EventSourceArn: z.string().optional(),
    State: z.string().optional(),
    ...page,
  },
  ({ NamePrefix = '', EventSourceArn, State }, { state }) => ({
    Replays: [...state.replays.values()]
      .filter(({ name }) => name.startsWith(NamePrefix))
      .filter(({ sourceArn }) => EventSourceArn === undefined || sourceArn === EventSourceArn)
      .filter((replay) => State === undefined || replay.state === State)
      .map(replayShape),
  }),
);
