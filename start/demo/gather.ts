import type { Cloud } from '../../local/startCloud.ts';
import { PASSWORD, users } from '../complex.ts';
import { connect } from '../connect.ts';
import { follow, type Followed } from './follow.ts';
import type { StatusUpdate } from './Live.ts';
import type { Person } from './Person.ts';

const ON_STATUS = 'subscription { onBookingStatus { id apartmentId status reason } }';

export type Username = (typeof users)[number]['username'];

/** Everybody of the complex signed in, and its tenants following their own bookings. */
export interface Company {
  readonly people: Readonly<Record<Username, Person>>;
  /** Ends the subscriptions. */
  leave(): void;
}

export async function gather(
  cloud: Cloud,
  hear: (who: string, update: StatusUpdate) => void,
): Promise<Company> {
  const { signIn } = connect(cloud.describe());
  const follows: Followed[] = [];
  const arrive = async ({
    username,
    firstName,
    userType,
  }: (typeof users)[number]): Promise<[string, Person]> => {
    const session = await signIn(username, PASSWORD);
    const endpoint = { realtimeUrl: cloud.realtimeUrl, idToken: session.idToken };
    if (userType === 'TENANT')
      follows.push(await follow(endpoint, ON_STATUS, (data) => hear(firstName, data.onBookingStatus)));
    return [username, { name: firstName, session }];
  };
  const people = Object.fromEntries(await Promise.all(users.map(arrive))) as Record<Username, Person>;
  return { people, leave: () => follows.forEach(({ close }) => close()) };
}
