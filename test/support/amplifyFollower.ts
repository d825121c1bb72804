import { generateClient } from 'aws-amplify/api';
import { signIn } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { configure, type Observable } from './amplifyClient.ts';

export interface FollowTask {
  readonly outputs: CloudDescription;
  readonly username: string;
  readonly password: string;
  readonly subscription: string;
  /** How many subscriptions this one client has. */
  readonly count: number;
}

/** Signs in and subscribes so many times, as one browser with as many parts of a page does. Resolves once all are active. */
export async function follow(
  { outputs, username, password, subscription, count }: FollowTask,
  delivered: (at: number, data: unknown) => void,
): Promise<void> {
  configure(outputs);
  await signIn({ username, password, options: { authFlowType: 'USER_PASSWORD_AUTH' } });
  const client = generateClient();
  const active = acknowledged(count);
  for (let at = 0; at < count; at++)
    (client.graphql({ query: subscription }) as unknown as Observable).subscribe({
      next: ({ data }) => delivered(at, data),
      error: (error) => delivered(at, { error: JSON.stringify(error) }),
    });
  await active;
}

const acknowledged = (count: number) =>
  new Promise<void>((resolve) => {
    let left = count;
    Hub.listen('api', ({ payload }) => payload.event === 'Subscription ack' && --left === 0 && resolve());
  });
