import { styleText } from 'node:util';
import type { CloudDescription } from '../CloudDescription.ts';

/** One page that says where everything is. */
export function pageFor(title: string, description: CloudDescription): string {
  const { graphqlUrl, realtimeUrl, graphqlTlsUrl, awsEndpointUrl, apiKey, users } = description;
  const base = graphqlUrl.replace(/\/graphql$/, '');
  const rows: [string, string][] = [
    ['Console', `${base}/console`],
    ['GraphQL', graphqlUrl],
    ['Realtime', realtimeUrl],
    ['Over TLS', graphqlTlsUrl],
    ['AWS endpoint', `${awsEndpointUrl}   aws --endpoint-url ${awsEndpointUrl} sqs list-queues`],
    ['All of it', `${base}/outputs.json`],
    ...(apiKey ? [['API key', apiKey] as [string, string]] : []),
    ...users.map(({ username, password, groups }, index): [string, string] => [
      index === 0 ? 'Sign in as' : '',
      `${username.padEnd(10)} ${password}  ${styleText('dim', groups.join(', '))}`,
    ]),
  ];
  const lines = rows.map(([label, value]) => `  ${styleText('bold', label.padEnd(13))} ${value}`);
  return [
    '',
    styleText(['bold', 'cyan'], `  ${title}`),
    '',
    ...lines,
    '',
    styleText('dim', '  Ctrl-C ends it.'),
    '',
  ].join('\n');
}
