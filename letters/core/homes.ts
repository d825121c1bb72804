import { announceEvents } from './announcedEvents.ts';
import type { Clients } from './clients.ts';
import { findHome } from './findHome.ts';
import type { FoundHome } from './FoundHome.ts';
import type { Letter, SourceQueue } from './Letter.ts';
import type { Home, NoHome } from './RedriveOptions.ts';
import type { SendResult } from './sendLetters.ts';

/** Says where letters go: where they came from, or all to one queue that is named. */
export function createHomes(
  clients: Clients,
  destination: SourceQueue | undefined,
): (letter: Letter) => Promise<Home | NoHome> {
  if (destination) return async () => destination;
  // Letters of one origin share a queue, which is looked up once.
  const queues = new Map<string, SourceQueue>();
  return async (letter) => {
    const origin = originOf(letter);
    const known = queues.get(origin);
    if (known) return known;
    const found = await findHome(clients, letter);
    if (found.kind === 'none') return { why: found.why };
    if (found.kind === 'bus') return { name: found.bus, deliver: () => announce(clients, found) };
    queues.set(origin, found.queue);
    return found.queue;
  };
}

const originOf = ({ attributes, systemAttributes }: Letter) =>
  [
    attributes['RULE_ARN']?.stringValue,
    attributes['TARGET_ARN']?.stringValue,
    systemAttributes['DeadLetterQueueSourceArn'],
  ].join(' ');

/** One event that the bus did not take keeps the letter: those that it took are known to workers when they come again. */
async function announce(
  clients: Clients,
  { bus, events }: Extract<FoundHome, { kind: 'bus' }>,
): Promise<SendResult> {
  const results = await announceEvents(clients, bus, events);
  for (const result of results) if ('refused' in result) return { ...result, isTransient: true };
  const [first] = results;
  return first && 'eventId' in first
    ? { messageId: first.eventId }
    : { refused: 'The stream record holds no event any more.', isTransient: false };
}
