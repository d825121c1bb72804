import type { Journal } from './platform/journal/Journal.ts';

/** What a data folder holds, counted by the trees of its journal, which services name. */
const COUNTED = [
  { one: 'table', many: 'tables', trees: /^dynamodb\/tables$/ },
  { one: 'row', many: 'rows', trees: /^dynamodb\/items\// },
  { one: 'message in queues', many: 'messages in queues', trees: /^sqs\/messages\// },
  { one: 'user', many: 'users', trees: /^cognito\/[^/]+\/users$/ },
] as const;

/**
 * Says in one line what a data folder holds.
 * @param ageMs time since it was last written to; undefined where there was nothing
 */
export function describeData(journal: Pick<Journal, 'trees' | 'entries'>, ageMs: number | undefined): string {
  const names = [...journal.trees()];
  if (ageMs === undefined || names.length === 0) return 'it is new';
  const counts = COUNTED.map(({ one, many, trees }) => {
    const count = names
      .filter((name) => trees.test(name))
      .reduce((sum, name) => sum + sizeOf(journal.entries(name)), 0);
    return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  });
  return `${counts.join(', ')}; last written ${describeAge(ageMs)}`;
}

function sizeOf(entries: Iterable<unknown>): number {
  let size = 0;
  for (const _entry of entries) size++;
  return size;
}

const UNITS = [
  { ms: 86_400_000, name: 'day' },
  { ms: 3_600_000, name: 'hour' },
  { ms: 60_000, name: 'minute' },
] as const;

/** The largest unit that fits, rounded down: people want to know whether it is the folder they mean. */
function describeAge(ms: number): string {
  const unit = UNITS.find((each) => ms >= each.ms);
  if (!unit) return 'less than a minute ago';
  const count = Math.floor(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? '' : 's'} ago`;
}
