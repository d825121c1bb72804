import { styleText } from 'node:util';
import type { CloudDescription } from '../CloudDescription.ts';

/**
 * Lines that can be pasted on a machine that has never seen AWS. The AWS CLI and Python read the second name of the region,
 * other SDKs the first; command line tools before 2.13 know the endpoint by its option alone:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html and feature-ss-endpoints.html
 */
function awsLines({ awsEndpointUrl, region, accessKey }: CloudDescription): string[] {
  const { accessKeyId, secretAccessKey } = accessKey ?? { accessKeyId: 'x', secretAccessKey: 'x' };
  return [
    `export AWS_ENDPOINT_URL=${awsEndpointUrl}`,
    `export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    `export AWS_ACCESS_KEY_ID=${accessKeyId}${accessKey ? '' : ` AWS_SECRET_ACCESS_KEY=${secretAccessKey}`}`,
    ...(accessKey ? [`export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`] : []),
    'aws --endpoint-url $AWS_ENDPOINT_URL sqs list-queues',
  ];
}

/** Returns the page of addresses. */
export function startPage(title: string, description: CloudDescription): string {
  const { pageUrl, graphqlUrl, realtimeUrl, graphqlTlsUrl, awsEndpointUrl, apiKey, users } = description;
  const base = graphqlUrl.replace(/\/graphql$/, '');
  const rows: (readonly [string, string])[] = [
    ...(pageUrl === undefined ? [] : [['Pages', `${pageUrl}/`] as const]),
    ['Console', `${base}/console`],
    ['GraphQL', graphqlUrl],
    ['Realtime', realtimeUrl],
    ['Over TLS', graphqlTlsUrl],
    ['AWS endpoint', `${awsEndpointUrl}, from a shell:`],
    ...awsLines(description).map((line) => ['', line] as const),
    ['All of it', `${base}/outputs.json`],
    ...(apiKey ? [['API key', apiKey] as const] : []),
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
