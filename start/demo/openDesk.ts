import type { Cloud } from '../../local/startCloud.ts';
import { createSender } from './createSender.ts';
import { nights } from './dates.ts';
import type { Desk } from './Desk.ts';
import { findFlats } from './findFlats.ts';
import { gather } from './gather.ts';
import { createLedger, type Ledger } from './Ledger.ts';
import { createLive, type Live, type StatusUpdate } from './Live.ts';
import type { Person } from './Person.ts';
import type { Screen } from './Screen.ts';
import { shortId } from './shortId.ts';

/** Everything a scene plays on, over a seeded cloud. */
export async function openDesk(cloud: Cloud, screen: Screen): Promise<Desk> {
  const [ledger, live] = [createLedger(), createLive()];
  const hear = (who: string, update: StatusUpdate) => {
    const { id, status, says } = update;
    const detail = says === id ? {} : { detail: shortId(id) };
    screen.line({ who, kind: 'live', what: says ?? aboutOf(ledger, id), status, ...detail });
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
    flats,
    get people() {
      return company.people;
    },
    bookingOf: (person, status) => bookingOf(person, status, ledger, live),
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

function bookingOf({ name }: Person, status: string, { entries }: Ledger, { statusesOf }: Live): string {
  const found = entries.find(
    ({ who, kind, answer }) =>
      who === name && kind === 'booking' && answer?.id && statusesOf(answer.id).at(-1) === status,
  );
  if (!found) throw new Error(`${name} has no booking that is ${status}`);
  return found.answer!.id!;
}

/** What was asked for, as far as its answer has come. */
const aboutOf = ({ entries }: Ledger, id: string) =>
  entries.find(({ answer }) => answer?.id === id)?.about ?? '';
