import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { signIn, signOut } from 'aws-amplify/auth';
import type { GraphqlClient } from './GraphqlClient.ts';

export const amplify: GraphqlClient = {
  name: 'aws-amplify',
  packages: ['aws-amplify'],
  file: 'amplify.ts',
  renewsItself: true,
  notes: [
    'Refreshes its tokens by itself, with `GetTokensFromRefreshToken`.',
    'Always opens subscriptions over TLS, so the endpoint must be `graphqlTlsUrl` and its certificate trusted: open it once in the browser, or set `NODE_EXTRA_CA_CERTS`. With an endpoint of plain `http` it reports nothing, and the terminal says why.',
  ],
  async connect({ outputs, username, password }) {
    // setup
    Amplify.configure({
      API: {
        GraphQL: { endpoint: outputs.graphqlTlsUrl, region: outputs.region, defaultAuthMode: 'userPool' },
      },
      Auth: {
        Cognito: {
          userPoolId: outputs.userPoolId!,
          userPoolClientId: outputs.userPoolClientId!,
          userPoolEndpoint: outputs.awsEndpointUrl,
        },
      },
    });
    await signIn({ username, password, options: { authFlowType: 'USER_PASSWORD_AUTH' } });
    const client = generateClient();
    // end
    return {
      run: async (query, variables = {}) => ((await client.graphql({ query, variables })) as any).data,
      subscribe(query, next, failed) {
        const events = client.graphql({ query }) as any;
        const subscription = events.subscribe({ next: ({ data }: any) => next(data), error: failed });
        return () => subscription.unsubscribe();
      },
      errorType: { path: 'error.errors[0].errorType', read: (error) => error.errors[0].errorType },
      close: () => signOut(),
    };
  },
};
