import { expect, test } from 'vitest';
import type { EventEnvelope } from '../../../../local/services/events/Events.ts';
import { archiveEvent, type Archive, eventOf } from '../../../../local/services/events/state/Archive.ts';

const DAY = 86_400_000;
const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/default';

test('an archive that nobody asks for drops what is past its retention when an event arrives', () => {
  const archive: Archive = {
    name: 'kept',
    arn: 'arn',
    sourceArn: BUS,
    description: undefined,
    pattern: undefined,
    retentionDays: 2,
    createdAt: 0,
    events: [],
  };
  const event = (n: number) => ({ id: `${n}`, detail: { n } }) as unknown as EventEnvelope;
  for (let n = 0; n < 10; n++) archiveEvent([archive], BUS, event(n), n * DAY);
  expect(archive.events.map((archived) => eventOf(archived).detail)).toEqual([{ n: 8 }, { n: 9 }]);
});
