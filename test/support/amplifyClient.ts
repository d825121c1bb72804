import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { signIn } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import type { CloudDescription } from '../../local/CloudDescription.ts';

/** The configuration of a web page, and what it does. Runs in Node and in a browser alike. */
export interface AmplifyTask {
  readonly outputs: CloudDescription;
  readonly username: string;
  readonly password: string;
  readonly subscription: string;
  readonly mutation: string;
  readonly variables: Record<string, unknown>;
}

export interface AmplifyEvents {
  /** The result of the mutation. */
  answered(answer: unknown): void;
  /** A delivery of the subscription, in order. */
  delivered(data: unknown): void;
}

/** Signs in, subscribes and, once the subscription is active, sends the mutation, all with `aws-amplify`, as a web app does. */
export async function runAmplify(task: AmplifyTask, events: AmplifyEvents): Promise<() => void> {
  configure(task.outputs);
  await signIn({
    username: task.username,
    password: task.password,
    options: { authFlowType: 'USER_PASSWORD_AUTH' },
  });
  const client = generateClient();
  const acknowledged = subscriptionAcknowledged();
  const observable = client.graphql({ query: task.subscription }) as unknown as Observable;
  const subscription = observable.subscribe({
    next: ({ data }) => events.delivered(data),
    error: (error) => events.delivered({ error: JSON.stringify(error) }),
  });
  await acknowledged;
  events.answered(await client.graphql({ query: task.mutation, variables: task.variables }));
  return () => subscription.unsubscribe();
}

export interface Observable {
  subscribe(observer: { next(value: { data: unknown }): void; error(error: unknown): void }): {
    unsubscribe(): void;
  };
}

/** Amplify reports the server's `start_ack` on its hub. */
const subscriptionAcknowledged = () =>
  new Promise<void>((resolve) => {
    Hub.listen('api', ({ payload }) => payload.event === 'Subscription ack' && resolve());
  });

export function configure({
  graphqlTlsUrl,
  region,
  userPoolId,
  userPoolClientId,
  awsEndpointUrl,
}: CloudDescription): void {
  Amplify.configure({
    API: { GraphQL: { endpoint: graphqlTlsUrl, region, defaultAuthMode: 'userPool' } },
    Auth: {
      Cognito: {
        userPoolId: userPoolId!,
        userPoolClientId: userPoolClientId!,
        userPoolEndpoint: awsEndpointUrl,
      },
    },
  });
}
