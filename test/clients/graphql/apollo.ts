import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { HttpLink } from '@apollo/client/link/http';
import { AUTH_TYPE, createAuthLink } from 'aws-appsync-auth-link';
import { createSubscriptionHandshakeLink } from 'aws-appsync-subscription-link';
import type { GraphqlClient } from './GraphqlClient.ts';

export const apollo: GraphqlClient = {
  name: 'Apollo Client with AppSync’s links',
  packages: ['@apollo/client', 'aws-appsync-auth-link', 'aws-appsync-subscription-link'],
  file: 'apollo.ts',
  notes: [
    '`jwtToken` is a function, so each request and each new connection takes a token that is valid then.',
    'Subscribes over `ws` where the endpoint is `http`, so it needs no certificate.',
  ],
  connect({ outputs, idToken }) {
    // setup
    const settings = {
      url: outputs.graphqlUrl,
      region: outputs.region,
      auth: { type: AUTH_TYPE.AMAZON_COGNITO_USER_POOLS, jwtToken: idToken },
    } as const;
    const links = [
      createAuthLink(settings),
      createSubscriptionHandshakeLink(settings, new HttpLink({ uri: settings.url }) as never),
    ];
    // The links' types are those of CommonJS, which TypeScript's `nodenext` takes for other ones.
    const link = ApolloLink.from(links as unknown as ApolloLink[]);
    const client = new ApolloClient({ cache: new InMemoryCache(), link });
    // end
    return {
      async run(document, variables = {}) {
        const operation = gql(document);
        const isMutation = document.startsWith('mutation');
        const { data } = isMutation
          ? await client.mutate({ mutation: operation, variables })
          : await client.query({ query: operation, variables, fetchPolicy: 'network-only' });
        return data as Record<string, any>;
      },
      subscribe(document, next, failed) {
        const subscription = client
          .subscribe({ query: gql(document) })
          .subscribe({ next: ({ data, error }) => (error ? failed(error) : next(data)), error: failed });
        return () => subscription.unsubscribe();
      },
      errorType: { path: 'error.errors[0].errorType', read: (error) => error.errors[0].errorType },
      expired: { path: 'error.bodyText', read: (error) => error.bodyText },
      close: () => client.stop(),
    };
  },
};
