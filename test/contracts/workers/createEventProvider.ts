import { type GoldenEvent, readGoldenEvents } from '../../journeys/events/goldenEvents.ts';
import type { RecordedEvent } from '../../journeys/events/recordEvents.ts';
import type { Interaction } from '../pact/Pact.ts';
import type { Provider } from '../pact/verifyPact.ts';
import { latestOf } from './createWorkersPact.ts';

/** The name of the event that a contract of a worker is about. */
export const eventNameOf = ({ providerStates: [state] }: Interaction): string =>
  String(state?.params['eventName']);

/**
 * Delivers events as their writers wrote them: those that a cloud has just written, and golden ones of what did not happen there.
 */
export function createEventProvider(written: readonly RecordedEvent[]): Provider {
  const events = [...readGoldenEvents(), ...written.map(detailOf)];
  return {
    enter: async () => ({}),
    answer: async () => ({ status: 404, body: {} }),
    async deliver(message) {
      const rule = String(message.providerStates[0]?.params['rule']);
      const eventName = eventNameOf(message);
      const kinds = events.filter((event) => event.eventName === eventName);
      return { detail: latestLike(kinds, message.contents.content, rule, eventName) };
    },
  };
}

/** Of an event that comes in several kinds, one of the example's. */
function latestLike(events: readonly GoldenEvent[], example: unknown, rule: string, eventName: string) {
  // As `createWorkersPact` wrote it.
  const needed = Object.keys((example as { readonly detail: GoldenEvent }).detail.eventData);
  const alike = events.filter(({ eventData }) => needed.every((name) => name in eventData));
  return latestOf(alike.length > 0 ? alike : events, eventName, JSON.parse(rule));
}

/** As a pipe carries the row. */
const detailOf = ({ eventName, image }: RecordedEvent): GoldenEvent => {
  // The entity's row: the stream has it in DynamoDB's notation.
  const { eventData } = image as { readonly eventData?: { readonly M: Record<string, unknown> } };
  return { eventName, applied: true, eventData: eventData?.M ?? image };
};
