import type { StreamEntry } from '../../dynamodb/DynamoDb.ts';
import type { StreamDelivery } from './StreamDelivery.ts';

/** How long a stream keeps its records: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const RECORD_LIFETIME_SECONDS = 24 * 60 * 60;

/** Parts the records that are too old to be tried from those that are not; both keep their order. */
export function splitExpired(
  { context: { world }, mapping }: StreamDelivery,
  entries: readonly StreamEntry[],
) {
  const { maximumRecordAgeSeconds = -1 } = mapping;
  const lifetime = maximumRecordAgeSeconds === -1 ? RECORD_LIFETIME_SECONDS : maximumRecordAgeSeconds;
  const oldest = world.clock.now() / 1000 - lifetime;
  const isExpired = ({ record }: StreamEntry) => record.dynamodb.ApproximateCreationDateTime < oldest;
  return { expired: entries.filter(isExpired), live: entries.filter((entry) => !isExpired(entry)) };
}
