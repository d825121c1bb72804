import type { Cloud } from '../../local/startCloud.ts';
import { PASSWORD, users } from '../complex.ts';
import { connect } from '../connect.ts';
import { follow, type Followed } from '../follow.ts';
import type { StatusUpdate } from './Live.ts';
import type { Person } from './Person.ts';
import { subscriptions } from './subscriptions.ts';

type User = (typeof users)[number];

/** Everybody of the complex, signed in and following what concerns them. */
export interface Company {
  readonly people: Readonly<Record<User['username'], Person>>;
  /** Ends the subscriptions. */
  leave(): void;
}

export async function gather(
  cloud: Cloud,
  hear: (who: string, update: StatusUpdate) => void,
): Promise<Company> {
  const { signIn } = connect(cloud.describe());
  const follows: Followed[] = [];
  const arrive = async ({ username, firstName, userType }: User): Promise<[string, Person]> => {
    const session = await signIn(username, PASSWORD);
    const endpoint = { realtimeUrl: cloud.realtimeUrl, idToken: session.idToken };
    const subscribed = subscriptions[userType].map(({ query, read }) =>
      follow(endpoint, query, (data) => hear(firstName, read(data))),
    );
    follows.push(...(await Promise.all(subscribed)));
    return [username, { name: firstName, session }];
  };
  const people = Object.fromEntries(await Promise.all(users.map(arrive))) as Company['people'];
  return { people, leave: () => follows.forEach(({ close }) => close()) };
}
