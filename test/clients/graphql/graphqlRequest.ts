import { GraphQLClient } from 'graphql-request';
import type { GraphqlClient } from './GraphqlClient.ts';

export const graphqlRequest: GraphqlClient = {
  name: 'graphql-request',
  packages: ['graphql-request'],
  file: 'graphqlRequest.ts',
  notes: ['Has no subscriptions.'],
  connect({ outputs, idToken }) {
    // setup
    const client = new GraphQLClient(outputs.graphqlUrl, {
      requestMiddleware: async (request) => ({
        ...request,
        headers: { ...Object.fromEntries(new Headers(request.headers)), authorization: await idToken() },
      }),
    });
    // end
    return {
      run: (document, variables = {}) => client.request<Record<string, any>>(document, variables),
      errorType: {
        path: 'error.response.errors[0].errorType',
        read: (error) => error.response.errors[0].errorType,
      },
      expired: {
        path: 'error.response.errors[0].message',
        read: (error) => error.response.errors[0].message,
      },
    };
  },
};
