import { z } from 'zod';
import { archiveShape } from './describeArchive.ts';
import { defineAction } from './EventsAction.ts';
import { page } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListArchives.html */
export const listArchives = defineAction(
  {
    NamePrefix: z.string().optional(),
    EventSourceArn: z.string().optional(),
    State: z.string().optional(),
    ...page,
  },
  ({ NamePrefix = '', EventSourceArn, State = 'ENABLED' }, { state, world }) => ({
    Archives: [...state.archives.values()]
      .filter(({ name }) => name.startsWith(NamePrefix))
      .filter(({ sourceArn }) => EventSourceArn === undefined || sourceArn === EventSourceArn)
      .map((archive) => archiveShape(archive, world.clock.now()))
      .filter((shape) => shape.State === State),
  }),
);
