import { styleText } from 'node:util';
import type { CloudDescription } from '../CloudDescription.ts';

/** Returns the page of addresses. */
export function startPage(title: string, description: CloudDescription): string {
  const { graphqlUrl, realtimeUrl, graphqlTlsUrl, awsEndpointUrl, apiKey, accessKey, users } = description;
  const base = graphqlUrl.replace(/\/graphql$/, '');
  const rows: (readonly [string, string])[] = [
    ['Console', `${base}/console`],
    ['GraphQL', graphqlUrl],
    ['Realtime', realtimeUrl],
    ['Over TLS', graphqlTlsUrl],
    ['AWS endpoint', `${awsEndpointUrl}   aws --endpoint-url ${awsEndpointUrl} sqs list-queues`],
    ['All of it', `${base}/outputs.json`],
    ...(apiKey ? [['API key', apiKey] as const] : []),
    ...(accessKey ? [['Access key', `${accessKey.accessKeyId}  ${accessKey.secretAccessKey}`] as const] : []),
    ...users.map(({ username, password, groups, totpSecret }, index): [string, string] => [
      index === 0 ? 'Sign in as' : '',
      `${username.padEnd(10)} ${password}  ${totpSecret ? `authenticator key ${totpSecret}  ` : ''}${styleText('dim', groups.join(', '))}`,
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
