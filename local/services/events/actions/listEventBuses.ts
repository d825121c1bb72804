import { z } from 'zod';
import { busShape } from './describeEventBus.ts';
import { defineAction } from './EventsAction.ts';
import { page } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const listEventBuses = defineAction(
  { NamePrefix: z.string().optional(), ...page },
  ({ NamePrefix = '' }, { state }) => ({
    EventBuses: [...state.buses.values()].filter(({ name }) => name.startsWith(NamePrefix)).map(busShape),
  }),
);
