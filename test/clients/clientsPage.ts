import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection, GraphqlClient } from './graphql/GraphqlClient.ts';

/** A client that was tried. */
export interface Tried {
  readonly client: GraphqlClient;
  readonly connection: Connection;
}

/** `docs/clients.md`: versions as they are installed, and setups as they were run. */
export const clientsPage = (tried: readonly Tried[]): string =>
  [
    INTRODUCTION,
    table(
      [
        'client',
        'version',
        'queries, mutations',
        'subscriptions',
        'AppSync’s `errorType` is at',
        'an expired token',
      ],
      tried.map(graphqlRow),
    ),
    SIGN_IN,
    setupOf('signIn.ts'),
    ...tried.map(section),
    WITHOUT_LIBRARY,
    setupOf('graphql/subscribeToAppSync.ts'),
    AWS,
    table(['program', 'version', 'how it finds the cloud', 'what is tried'], awsRows()),
    ABSENT,
  ].join('\n\n');

const INTRODUCTION = `# Clients, and what each can do here

Each GraphQL client below signs in, queries, books an apartment, hears of it on a subscription and reads why something is refused. Then
the cloud's clock and the machine's date move an hour, so that every token has expired; each books again, and the same subscription
hears of it. \`npm run docs:clients\` writes this page from what is installed and what was run, and \`npm test\` fails where it is stale.
\`outputs\` is what \`/outputs.json\` answers.`;

const SIGN_IN = `## Signing in
aws-amplify does it by itself. The others take \`idToken\`, which here comes from the AWS SDK, and is renewed once it has expired:`;

const WITHOUT_LIBRARY = `## Subscribing without a library
AppSync's protocol is neither of those that \`graphql-ws\` and \`subscriptions-transport-ws\` speak, although it shares a name with one:
each subscription carries its own authorization. This is all of it that a page needs; it does not reconnect:`;

const AWS = '## AWS SDKs and the AWS CLI';

const ABSENT = `Tests of the last four run where the machine has the program, and say so where it has none.

## What does not work
- **Sign-in pages**, \`signInWithRedirect\` and social providers: no page of Cognito's is served.
- **Passkeys, remembered devices, codes instead of passwords** (\`USER_AUTH\`) and **custom challenges**: \`USER_SRP_AUTH\`, \`USER_PASSWORD_AUTH\`, authenticator apps and refreshes are what there is. Triggers of user pools are refused by name.
- **Identity pools**: \`fetchAuthSession()\` has tokens, but no \`credentials\`. Sign requests to the API as IAM with the key of \`/outputs.json\`.
- **Signing up** works where the template allows it. Frontdesk's does in development (setting \`selfSignUp\`); elsewhere accounts are given out by an admin, and \`signUp\` is refused with \`SignUp is not permitted for this user pool\`. Who signs up belongs to no group: with an account of their own they may what a tenant may, and no more.
- **Messages** are kept, not sent: codes for sign-ups, forgotten passwords and new addresses are at \`/mail.json\` and \`/console/mail\`. So are text messages.
- **Cognito's quotas by the second** are not enforced. Those by user and hour are, and so is the lock after five wrong passwords ([decision 037](decisions/037-clients.md)).
`;

const graphqlRow = ({ client, connection }: Tried) => [
  `[${client.name}](#${anchorOf(client.name)})`,
  client.packages
    .map((name) => (client.packages.length > 1 ? `${name} ${versionOf(name)}` : versionOf(name)))
    .join(', '),
  'yes',
  connection.subscribe ? 'yes' : 'no',
  `\`${connection.errorType.path}\``,
  renewalOf(connection),
];

/** What comes of a token that has expired. */
const renewalOf = ({ subscribe, expired }: Connection) =>
  [
    expired ? `401, told at \`${expired.path}\`` : 'is never sent',
    subscribe ? 'with a new one the subscription lives on' : 'a new one is taken',
  ].join('; ');

const awsRows = () => [
  [
    'AWS SDK for JavaScript 3',
    versionOf('@aws-sdk/client-cognito-identity-provider'),
    '`endpoint`, or `AWS_ENDPOINT_URL`',
    'sign-in above; [DynamoDB and SQS as AWS answers](../test/local/conformance), [streams, events, logs, functions](../test/journeys/sdk.test.ts)',
  ],
  [
    'AWS CLI 2',
    '2.9.19, of Debian 12',
    '`--endpoint-url`; from 2.13 on `AWS_ENDPOINT_URL`',
    'queues by SQS’s older protocol in XML, sign-in',
  ],
  ['AWS CLI 1', '1.45.11', '`AWS_ENDPOINT_URL`', 'the same by the newer protocol in JSON'],
  [
    'boto3',
    '1.43.11',
    '`endpoint_url`, or `AWS_ENDPOINT_URL`',
    'sign-in, table, queue, functions, a refusal',
  ],
  ['boto3', '1.26.27, of Debian 12', '`endpoint_url`', 'the same'],
];

const section = ({ client: { name, file, notes } }: Tried) =>
  [`## ${name}`, ...notes.map((note) => `- ${note}`)].join('\n') + `\n\n${setupOf(`graphql/${file}`)}`;

/** GitHub's anchor of a heading. */
const anchorOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z -]/g, '')
    .replaceAll(' ', '-');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../node_modules', name, 'package.json'), 'utf8'))
    .version;

/** The lines that were run between `// setup` and `// end`. */
function setupOf(file: string): string {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n');
  const at = (mark: string) => lines.findIndex((line) => line.trim() === `// ${mark}`);
  const setup = lines.slice(at('setup') + 1, at('end'));
  const indent = Math.min(...setup.filter((line) => line !== '').map((line) => line.search(/\S/)));
  return ['```ts', ...setup.map((line) => line.slice(indent)), '```'].join('\n');
}
