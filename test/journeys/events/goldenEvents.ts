import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from './recordEvents.ts';

/** One event a line, as the bus carried its `detail` at some time. Lines are added and never changed. */
export const goldenFile = 'test/journeys/events/golden.jsonl';

const path = join(import.meta.dirname, 'golden.jsonl');

export interface GoldenEvent {
  readonly eventName: string;
  /** Events of bookings had none at first. */
  readonly applied?: boolean;
  readonly traceId?: string;
  /** In DynamoDB's notation. */
  readonly eventData: Readonly<Record<string, unknown>>;
}

export const readGoldenEvents = (): GoldenEvent[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    : [];

/** A hash a line. A line more has one more; whoever changes a line has to change its hash, which is seen. */
export const hashesFile = 'test/journeys/events/golden.hashes';

/**
 * The hashes of all lines, and which lines are not those that were hashed. Those are never written anew: what was once on the bus may
 * still be in a queue, an archive or another system.
 */
export function hashGolden(
  lines: readonly string[],
  known: readonly string[],
): { readonly hashes: readonly string[]; readonly changed: readonly number[] } {
  const hashes = lines.map((line) => createHash('sha256').update(line).digest('hex').slice(0, 16));
  const changed = known.flatMap((hash, index) => (hashes[index] === hash ? [] : [index + 1]));
  return { hashes, changed };
}

/** The lines of the file, and one for the first event of each shape that none of them has. */
export const withNewShapes = (events: readonly RecordedEvent[]): string => {
  const golden = readGoldenEvents();
  const known = new Set(golden.map(shapeOf));
  for (const event of events) {
    const detail = detailOf(event);
    const shape = shapeOf(detail);
    if (!known.has(shape)) golden.push(detail);
    known.add(shape);
  }
  return golden.map((detail) => `${JSON.stringify(detail)}\n`).join('');
};

/** As the pipes reshape a row. */
const detailOf = ({ eventName, image }: RecordedEvent): GoldenEvent => {
  const { pk, eventData, traceId } = image as Record<string, any>;
  return pk.S === 'SKUS'
    ? { eventName, applied: true, eventData: image }
    : { eventName, applied: true, traceId: traceId?.S ?? '', eventData: eventData.M };
};

/** The names of an event's fields and their types, whatever they hold, but for what rules ask of some. */
const shapeOf = ({ eventName, applied, eventData }: GoldenEvent): string => {
  const { stock, found } = eventData;
  const asked = JSON.stringify([applied, stock, found]);
  return [eventName, asked, ...[...new Set(pathsOf(eventData))].sort()].join(' ');
};

const pathsOf = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, path));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => pathsOf(member, `${path}.${name}`));
};
