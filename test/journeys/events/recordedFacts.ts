import { eventCatalog } from '../../../model/eventCatalog.ts';
import type { RecordedEvent } from './recordEvents.ts';

/** The events that have no schema or do not fit it, each fault once. */
export const unfitOf = (events: readonly RecordedEvent[]): string[] => {
  const faults = events.flatMap(({ eventName, eventData }) => {
    const entry = eventCatalog.get(eventName);
    if (!entry) return [`${eventName} has no schema`];
    const { error } = entry.data.safeParse(eventData);
    return (error?.issues ?? []).map(
      ({ path, message }) =>
        `${eventName} ${path.join('.')}: ${message} in ${JSON.stringify(eventData).slice(0, 300)}`,
    );
  });
  return [...new Set(faults)];
};

/** Who wrote each event, as JSON: those that were seen. */
export const producersOf = (events: readonly RecordedEvent[]): string => {
  const writers = Map.groupBy(events, ({ eventName }) => eventName);
  const table = [...eventCatalog.keys()].sort().map((name) => {
    const seen = (writers.get(name) ?? []).flatMap(({ writer }) => writer ?? []);
    return [name, [...new Set(seen)].sort()] as const;
  });
  return `${JSON.stringify(Object.fromEntries(table.filter(([, writers]) => writers.length > 0)), null, 2)}\n`;
};
