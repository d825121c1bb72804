/** What is published of `Operations`: all but what only the query answers. On AWS by a schedule, on one machine by `npm start`. */
const PUBLISHED = [
  'source updatedOn seconds',
  'requests { count refused failed p50 p99 }',
  'queues { name step fedBy waiting inFlight oldestSeconds sent received deleted deadLetterQueue deadLetters }',
  'workers { step received done retried buried p50 p99 }',
  'functions { invocations errors throttles durationMs }',
  'table { writeUnits readUnits throttled conflicts }',
  'events { count delivered failed byName { name count } }',
  'subscriptions { connections subscriptions delivered failed }',
  'alarms { count ringing { name description reason since } }',
  'cost { service hourly counted }',
].join(' ');

/** Publishes what CloudWatch has. */
export const publishFromCloudWatch = `mutation Publish { publishOperations { ${PUBLISHED} } }`;

/** Publishes what somebody else counted. */
export const publishFigures = `mutation Publish($figures: AWSJSON!) { publishOperations(figures: $figures) { ${PUBLISHED} } }`;
