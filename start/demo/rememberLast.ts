import { formatFeedRecord, resourceNames } from '../../local/cli/formatFeedRecord.ts';
import type { FeedRecord } from '../../local/platform/Feed.ts';
import type { Cloud } from '../../local/startCloud.ts';

const KEPT = 400;
const SHOWN = 12;

/** Remembers what the backend did last; the answer tells it as `npm start` would have printed it. */
export function rememberLast({ stacks, world }: Cloud): () => readonly string[] {
  const records: FeedRecord[] = [];
  world.feed.subscribe((record) => {
    if (records.push(record) > KEPT) records.shift();
  });
  return () => {
    const names = resourceNames(stacks);
    return records.flatMap((record) => formatFeedRecord(record, names) ?? []).slice(-SHOWN);
  };
}
