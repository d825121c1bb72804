import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import type { GraphqlClient } from './GraphqlClient.ts';
import { subscribeToAppSync } from './subscribeToAppSync.ts';

export const urql: GraphqlClient = {
  name: 'urql',
  packages: ['@urql/core'],
  file: 'urql.ts',
  notes: [
    'Asks by `GET` unless `preferGetMethod` is `false`; AppSync takes `POST` alone.',
    'Its subscriptions take any transport, but none of the packaged ones speaks AppSync’s protocol: `graphql-ws` sends `subscribe` where AppSync expects `start`, and no authorization with it. The function below does.',
    'Takes its headers before each request, not asynchronously: renew the token before it expires, or use `@urql/exchange-auth`.',
  ],
  connect(access) {
    const { outputs, idToken } = access;
    let token = '';
    // setup
    const client = new Client({
      url: outputs.graphqlUrl,
      preferGetMethod: false,
      fetchOptions: () => ({ headers: { authorization: token } }),
      exchanges: [
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables }) => ({
            subscribe: (sink) => ({ unsubscribe: subscribeToAppSync(access, { query, variables }, sink) }),
          }),
        }),
        fetchExchange,
      ],
    });
    // end
    return {
      async run(document, variables = {}) {
        token = await idToken();
        const { data, error } = document.startsWith('mutation')
          ? await client.mutation(document, variables).toPromise()
          : await client.query(document, variables, { requestPolicy: 'network-only' }).toPromise();
        if (error) throw error;
        return data;
      },
      subscribe(document, next, failed) {
        const subscription = client
          .subscription(document, {})
          .subscribe(({ data, error }) => (error ? failed(error) : next(data)));
        return () => subscription.unsubscribe();
      },
      errorType: {
        path: 'error.graphQLErrors[0].originalError.errorType',
        read: (error) => error.graphQLErrors[0].originalError.errorType,
      },
      expired: { path: 'error.graphQLErrors[0].message', read: (error) => error.graphQLErrors[0].message },
    };
  },
};
