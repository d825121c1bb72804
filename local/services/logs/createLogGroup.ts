import type { Clock } from '../../platform/Clock.ts';

/** One log group: its newest events, in the order in which they were written. */
export interface LogGroup {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  retentionInDays: number | undefined;
  createStream(name: string): LogStream;
  /** By name. */
  readonly streams: ReadonlyMap<string, LogStream>;
  /** The sequence number of the oldest event, and the one behind the newest. What retention has ended is gone. */
  range(): { readonly first: number; readonly end: number };
  /** The event with a sequence number within `range`. */
  at(sequence: number): LogEvent;
  /** In characters. */
  readonly size: number;
  /** Forgets the oldest event; false where there is none. */
  dropOldest(): boolean;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  readonly firstEventAt: number | undefined;
  readonly lastEventAt: number | undefined;
  /** Adds an event that happens now. A function is called whenever the event is read. */
  write(message: LogMessage): void;
}

/** Text, or what makes it: most events are never read. */
export type LogMessage = string | (() => string);

export interface LogEvent {
  readonly stream: LogStream;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: LogMessage;
}

/** Chosen: AWS limits neither. What is written beyond them pushes out the oldest events. */
const MOST_EVENTS = 20_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** Chosen: sandboxes that a function had. The oldest are forgotten, and their events stay. */
const MOST_STREAMS = 1000;
/** What an event counts beside its text, and the text of one that is made when it is read. */
const OVERHEAD = 128;
const DAY_MS = 86_400_000;

export interface LogGroupOptions {
  readonly name: string;
  readonly clock: Clock;
  /** Called after each event, so that all groups together can be limited. */
  readonly onGrowth: () => void;
}

export function createLogGroup({ name, clock, onGrowth }: LogGroupOptions): LogGroup {
  const streams = new Map<string, LogStream>();
  let events: LogEvent[] = [];
  /** Where the oldest event stands in `events`: what stands before it is forgotten. */
  let head = 0;
  let dropped = 0;
  let size = 0;

  const dropOldest = () => {
    const oldest = events[head];
    if (!oldest) return false;
    size -= sizeOf(oldest.message);
    head++;
    dropped++;
    // Half of the list at a time, so that an event costs the same however many there are.
    if (head > MOST_EVENTS / 2) {
      events = events.slice(head);
      head = 0;
    }
    return true;
  };

  const add = (event: LogEvent) => {
    events.push(event);
    size += sizeOf(event.message);
    while (events.length - head > MOST_EVENTS || size > MOST_CHARACTERS) dropOldest();
    onGrowth();
  };

  const group: LogGroup = {
    name,
    createdAt: clock.now(),
    retentionInDays: undefined,
    streams,
    createStream(streamName) {
      const stream = createLogStream(streamName, clock, add);
      streams.set(streamName, stream);
      for (const [oldest] of streams) {
        if (streams.size <= MOST_STREAMS) break;
        streams.delete(oldest);
      }
      return stream;
    },
    range() {
      const { retentionInDays } = group;
      const expired = retentionInDays === undefined ? -Infinity : clock.now() - retentionInDays * DAY_MS;
      for (let oldest = events[head]; oldest && oldest.timestamp < expired; oldest = events[head])
        dropOldest();
      return { first: dropped, end: dropped + events.length - head };
    },
    at(sequence) {
      const event = events[head + sequence - dropped];
      if (!event) throw new RangeError(`No event ${sequence} in ${name}`);
      return event;
    },
    get size() {
      return size;
    },
    dropOldest,
  };
  return group;
}

function createLogStream(name: string, clock: Clock, add: (event: LogEvent) => void): LogStream {
  let firstEventAt: number | undefined;
  let lastEventAt: number | undefined;
  const stream: LogStream = {
    name,
    createdAt: clock.now(),
    get firstEventAt() {
      return firstEventAt;
    },
    get lastEventAt() {
      return lastEventAt;
    },
    write(message) {
      const timestamp = clock.now();
      firstEventAt ??= timestamp;
      lastEventAt = timestamp;
      add({ stream, timestamp, message });
    },
  };
  return stream;
}

const sizeOf = (message: LogMessage) => OVERHEAD + lengthOf({ message });

/** Of an event's text, in characters; 0 for one that is made when it is read, which is short. */
export const lengthOf = ({ message }: Pick<LogEvent, 'message'>) =>
  typeof message === 'string' ? message.length : 0;

/** An event's text. Those of Lambda's and of its functions end their line, as published answers of GetLogEvents show. */
export const messageOf = ({ message }: LogEvent): string =>
  `${typeof message === 'string' ? message : message()}\n`;
