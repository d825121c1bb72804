import { invariant } from '../../local/platform/errors.ts';
import type { Cloud } from '../../local/startCloud.ts';
import type { Screen } from './Screen.ts';
import { type Request, shortId } from './requests.ts';
import { type Answer, createRequestLog, createSender, type RequestLog } from './sendRequests.ts';
import { type Apartment, type Dates, findApartments, nights } from './stays.ts';
import {
  createLiveStatuses,
  type LiveStatuses,
  type Person,
  type SignedInUsers,
  signInAll,
  type StatusUpdate,
} from './subscribers.ts';

/** What a scene plays on. */
export interface SceneContext {
  readonly cloud: Cloud;
  readonly screen: Screen;
  readonly requestLog: RequestLog;
  readonly live: LiveStatuses;
  readonly people: SignedInUsers['people'];
  /** Of Harbour House. */
  readonly apartments: readonly Apartment[];
  /** A booking of the person whose last delivered status is this one. */
  bookingOf(person: Person, status: string): string;
  /** The flat of that number in Harbour House. */
  apartment(number: string): Apartment;
  /** `count` nights from a day well ahead, `offset` days after the first such day. */
  nights(offset: number, count: number): Dates;
  /** Sends a request, writes it down and shows it. */
  send(request: Request): Promise<Answer>;
  /** Sends requests at the same instant; of like refusals one line is shown. */
  sendAtOnce(requests: readonly Request[]): Promise<readonly Answer[]>;
  /** Everybody signs in and subscribes anew: sessions and connections end with time. */
  signInAgain(): Promise<void>;
  /** Ends the subscriptions. */
  unsubscribe(): void;
}

/** Everything a scene plays on, over a seeded cloud. */
export async function createSceneContext(cloud: Cloud, screen: Screen): Promise<SceneContext> {
  const [requestLog, live] = [createRequestLog(), createLiveStatuses()];
  const hear = (who: string, update: StatusUpdate) => {
    const { id, status, says } = update;
    const detail = says === id ? {} : { detail: shortId(id) };
    screen.line({ who, kind: 'live', what: says ?? aboutOf(requestLog, id), status, ...detail });
    live.record(update);
  };
  let users = await signInAll(cloud, hear);
  const apartments = await findApartments(users.people.tenant1);
  const opened = cloud.world.clock.now();
  return {
    cloud,
    screen,
    requestLog,
    live,
    apartments,
    get people() {
      return users.people;
    },
    bookingOf: (person, status) => bookingOf(person, status, requestLog, live),
    apartment: (number) => {
      const found = apartments.find((apartment) => apartment.number === number);
      invariant(found, `Harbour House has a flat ${number}`);
      return found;
    },
    nights: (offset, count) => nights(opened, offset, count),
    ...createSender({ graphqlUrl: cloud.graphqlUrl, requestLog, screen }),
    async signInAgain() {
      users.unsubscribe();
      users = await signInAll(cloud, hear);
    },
    unsubscribe: () => users.unsubscribe(),
  };
}

function bookingOf(
  { name }: Person,
  status: string,
  { entries }: RequestLog,
  { statusesOf }: LiveStatuses,
): string {
  const ids = entries.flatMap(({ who, kind, answer }) =>
    who === name && kind === 'booking' && answer?.id ? [answer.id] : [],
  );
  const found = ids.find((id) => statusesOf(id).at(-1) === status);
  if (found === undefined) throw new Error(`${name} has no booking that is ${status}`);
  return found;
}

/** What was asked for, as far as its answer has come. */
const aboutOf = ({ entries }: RequestLog, id: string) =>
  entries.find(({ answer }) => answer?.id === id)?.about ?? '';

/** Hours a pending booking waits for confirmation. */
export const HOLD_HOURS = 2;

/** The demo's deployment: a gateway that never fails, so that every run ends the same. */
export const deploymentContext = {
  holdHours: HOLD_HOURS,
  paymentFailurePercent: 0,
  paymentTimeoutPercent: 0,
};
