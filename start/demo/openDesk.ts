import type { Cloud } from '../../local/startCloud.ts';
import { createSender } from './createSender.ts';
import { nights } from './dates.ts';
import type { Desk } from './Desk.ts';
import { findFlats } from './findFlats.ts';
import { gather } from './gather.ts';
import { createLedger, type Ledger } from './Ledger.ts';
import { createLive, type StatusUpdate } from './Live.ts';
import type { Screen } from './Screen.ts';
import { shortId } from './shortId.ts';

/** Everything a scene plays on, over a seeded cloud. */
export async function openDesk(cloud: Cloud, screen: Screen): Promise<Desk> {
  const [ledger, live] = [createLedger(), createLive()];
  const hear = (who: string, update: StatusUpdate) => {
    const { id, status, reason } = update;
    screen.line({ who, kind: 'live', what: reason ?? aboutOf(ledger, id), status, detail: shortId(id) });
    live.heard(update);
  };
  let company = await gather(cloud, hear);
  const flats = await findFlats(company.people.tenant1);
  const opened = cloud.world.clock.now();
  return {
    cloud,
    screen,
    ledger,
    live,
    get people() {
      return company.people;
    },
    bookingOf: ({ name }, status) =>
      ledger.entries
        .flatMap(({ who, answer }) => (who === name && answer?.bookingId) || [])
        .find((id) => live.statusesOf(id).at(-1) === status)!,
    flat: (number) => flats.find((flat) => flat.number === number)!,
    nights: (offset, count) => nights(opened, offset, count),
    ...createSender({ graphqlUrl: cloud.graphqlUrl, ledger, screen }),
    async gatherAgain() {
      company.leave();
      company = await gather(cloud, hear);
    },
    leave: () => company.leave(),
  };
}

/** What was booked, as far as its answer has come. */
const aboutOf = ({ entries }: Ledger, bookingId: string) =>
  entries.find(({ answer }) => answer?.bookingId === bookingId)?.about ?? '';
