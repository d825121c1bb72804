import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { Hub } from 'aws-amplify/utils';

/** The program's options. It runs in its own process, because Node reads NODE_EXTRA_CA_CERTS only once. */
export interface AmplifyProgram {
  /** `https://…/graphql` */
  readonly endpoint: string;
  readonly apiKey: string;
  /** An access token. */
  readonly token: string;
  readonly authMode: 'apiKey' | 'userPool';
  /** Texts to post, one after the other. */
  readonly texts: readonly string[];
}

const { endpoint, apiKey, token, authMode, texts } = JSON.parse(process.argv[2]!) as AmplifyProgram;
const print = (line: object) => console.log(JSON.stringify(line));

const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
Amplify.configure(
  { API: { GraphQL: { endpoint, region: 'us-east-1', apiKey, defaultAuthMode: authMode } } },
  {
    Auth: { tokenProvider: { getTokens: async () => ({ accessToken: { payload, toString: () => token } }) } },
  },
);

const client = generateClient();
const acknowledged = new Promise<void>((resolve) => {
  Hub.listen('api', (event) => {
    if (event.payload.event === 'Subscription ack') resolve();
  });
});
let seen = 0;
const observable = client.graphql({ query: 'subscription { onPost { text } }' }) as any;
const ended = new Promise<void>((resolve) => {
  const subscription = observable.subscribe({
    next({ data }: any) {
      print({ delivered: data.onPost.text });
      if (++seen < texts.length) return;
      subscription.unsubscribe();
      resolve();
    },
    error(error: any) {
      print({ refused: error.errors[0].message });
      resolve();
    },
  });
});

const query = 'mutation ($text: String) { post(text: $text) { text } }';
const post = async (text: string) =>
  print({ answered: ((await client.graphql({ query, variables: { text } })) as any).data.post.text });
const posted = acknowledged.then(async () => {
  for (const text of texts) await post(text);
});
await Promise.race([Promise.all([posted, ended]), ended.then(() => (seen === 0 ? undefined : posted))]);
// Amplify's own timers would keep the process running for 15 seconds.
process.exit(0);
