import { invariant } from '../../local/platform/errors.ts';
import type { Cloud } from '../../local/startCloud.ts';
import { findService } from '../catalog.ts';
import { stores } from '../shop.ts';
import type { Screen } from './Screen.ts';
import { type Request, type Service, shortId } from './requests.ts';
import { type Answer, createRequestLog, createSender, type RequestLog } from './sendRequests.ts';
import { type Apartment, type Dates, findApartments, nights } from './stays.ts';
import {
  createDeliveredStatuses,
  type DeliveredStatuses,
  type Person,
  type SignedInUsers,
  signInAll,
  type StatusUpdate,
} from './subscribers.ts';

/** What a scene works with. */
export interface SceneContext {
  readonly cloud: Cloud;
  readonly screen: Screen;
  readonly requestLog: RequestLog;
  readonly statuses: DeliveredStatuses;
  readonly users: SignedInUsers['users'];
  /** The apartments of Harbour House. */
  readonly apartments: readonly Apartment[];
  /** A service of the Lobby shop: an hour of the caretaker. */
  readonly boilerCheck: Service;
  /** A service of Bright and Clean, who can be in one place at a time. */
  readonly windowCleaning: Service;
  /** Returns the id of a booking of this person that has this status. */
  bookingOf(person: Person, status: string): string;
  /** Returns the flat with this number in Harbour House. */
  apartment(number: string): Apartment;
  /** Returns a stay of `count` nights that begins `offset` days after a fixed day, four weeks ahead. */
  nights(offset: number, count: number): Dates;
  /** Sends a request, logs it and shows it. */
  send(request: Request): Promise<Answer>;
  /** Sends requests at the same instant. Equal refusals are shown as one line. */
  sendAtOnce(requests: readonly Request[]): Promise<readonly Answer[]>;
  /** Signs everybody in again and subscribes again: sessions and connections expire as time passes. */
  signInAgain(): Promise<void>;
  /** Ends the subscriptions. */
  unsubscribe(): void;
}

/** Signs everybody in to a seeded cloud and returns what the scenes work with. */
export async function createSceneContext(cloud: Cloud, screen: Screen): Promise<SceneContext> {
  const [requestLog, statuses] = [createRequestLog(), createDeliveredStatuses()];
  const onUpdate = (who: string, update: StatusUpdate) => {
    const { id, status, text } = update;
    const detail = text === id ? {} : { detail: shortId(id) };
    screen.line({ who, kind: 'update', what: text ?? aboutOf(requestLog, id), status, ...detail });
    statuses.record(update);
  };
  let signedIn = await signInAll(cloud, onUpdate);
  const { tenant1 } = signedIn.users;
  const apartments = await findApartments(tenant1);
  const [boilerCheck, windowCleaning] = await Promise.all([
    readService(tenant1, 'Boiler check'),
    readService(tenant1, 'Window cleaning'),
  ]);
  const opened = cloud.world.clock.now();
  return {
    cloud,
    screen,
    requestLog,
    statuses,
    apartments,
    boilerCheck,
    windowCleaning,
    get users() {
      return signedIn.users;
    },
    bookingOf: (person, status) => bookingOf(person, status, requestLog, statuses),
    apartment: (number) => {
      const found = apartments.find((apartment) => apartment.number === number);
      invariant(found, `Harbour House has a flat ${number}`);
      return found;
    },
    nights: (offset, count) => nights(opened, offset, count),
    ...createSender({ graphqlUrl: cloud.graphqlUrl, requestLog, screen }),
    async signInAgain() {
      signedIn.unsubscribe();
      signedIn = await signInAll(cloud, onUpdate);
    },
    unsubscribe: () => signedIn.unsubscribe(),
  };
}

/** The service of that name: its id as the catalogue has it, its capacity as its seller gave it. */
async function readService({ session }: Person, name: string): Promise<Service> {
  const offered = stores.flatMap(({ products }) => products).find((product) => product.name === name);
  invariant(offered?.capacity, `${name} is a service of the seed`);
  return {
    id: await findService(session, name),
    name: name.toLowerCase(),
    capacity: offered.capacity,
  };
}

function bookingOf(
  { name }: Person,
  status: string,
  { entries }: RequestLog,
  { statusesOf }: DeliveredStatuses,
): string {
  const ids = entries.flatMap(({ who, kind, answer }) =>
    who === name && kind === 'booking' && answer?.id ? [answer.id] : [],
  );
  const found = ids.find((id) => statusesOf(id).at(-1) === status);
  if (found === undefined) throw new Error(`${name} has no booking that is ${status}`);
  return found;
}

/** What a booking or an order is about; empty while its request has no answer yet. */
const aboutOf = ({ entries }: RequestLog, id: string) =>
  entries.find(({ answer }) => answer?.id === id)?.about ?? '';

/** Hours a pending booking waits for confirmation. */
export const HOLD_HOURS = 2;

/** The demo's deployment. */
export const deploymentContext = { holdHours: HOLD_HOURS };
