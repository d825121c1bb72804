import { Amplify } from 'aws-amplify';
import type { Config } from './config.ts';

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

/**
 * aws-amplify opens every subscription by `wss:`, whatever its endpoint says (`getRealtimeEndpointUrl` of
 * @aws-amplify/api-graphql 4). A cloud on this machine is also served without TLS: where the endpoint is plain, so are the
 * sockets to its host, and to no other.
 */
function usePlainWebSockets(graphqlEndpoint: string): void {
  const { protocol, host } = new URL(graphqlEndpoint);
  if (protocol !== 'http:') return;
  const secure = `wss://${host}/`;
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      const text = String(url);
      super(text.startsWith(secure) ? text.replace('wss:', 'ws:') : text, protocols);
    }
  };
}
