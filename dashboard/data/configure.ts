import { Amplify } from 'aws-amplify';
import type { Config } from './config.ts';
import { usePlainWebSockets } from './plainWebSockets.ts';

/** Tells aws-amplify where this deployment is. */
export function configure(config: Config): void {
  const here = (address: string) => new URL(address, location.href).href;
  const endpoint = here(config.graphqlEndpoint);
  usePlainWebSockets(endpoint);
  Amplify.configure({
    API: { GraphQL: { endpoint, region: config.region, defaultAuthMode: 'userPool' } },
    Auth: {
      Cognito: {
        userPoolId: config.userPoolId,
        userPoolClientId: config.userPoolClientId,
        ...(config.userPoolEndpoint !== undefined && { userPoolEndpoint: here(config.userPoolEndpoint) }),
      },
    },
  });
}
