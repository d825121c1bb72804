import { z } from 'zod';
import { invalid } from '../errors.ts';
import { DEFAULT_BUS } from '../state/Bus.ts';
import { defineAction } from './EventsAction.ts';

/** Deleting a bus that is not there succeeds. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export const deleteEventBus = defineAction({ Name: z.string() }, ({ Name }, { state }) => {
  if (Name === DEFAULT_BUS) throw invalid('Cannot delete event bus default.');
  const bus = state.buses.get(Name);
  if (bus && bus.rules.size > 0) throw invalid("Event bus can't be deleted since it has rules.");
  state.buses.delete(Name);
  return {};
});
