import { execFile, spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../journeys/given.ts';

const PASSWORD = 'Passw0rd-2027';

/** Each installation of a program on this machine that prints a version, by that version. */
function installed(name: string, ...versionArguments: string[]): [version: string, path: string][] {
  const folders = new Set([...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']);
  const found = [...folders].flatMap((folder): [string, string][] => {
    const path = join(folder, name);
    const { status, stdout } = spawnSync(path, versionArguments, { encoding: 'utf8' });
    return status === 0 ? [[stdout.trim().split(' ')[0]!, path]] : [];
  });
  return [...new Map(found)];
}

const commandLines = installed('aws', '--version');
const pythons = installed('python3', '-c', 'import boto3; print("boto3/" + boto3.__version__)');

let desk: given.Frontdesk;
beforeAll(async () => {
  if (commandLines.length + pythons.length > 0) desk = await given.frontdesk();
});
afterAll(() => desk?.[Symbol.asyncDispose]());

/** Runs a program beside a credential file of its own, and returns what it prints. */
async function run(path: string, programArguments: readonly string[]) {
  const { awsEndpointUrl, region } = desk.cloud.describe();
  const env = {
    ...process.env,
    // The AWS CLI reads it from 2.13 and 1.29 on.
    AWS_ENDPOINT_URL: awsEndpointUrl,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_PAGER: '',
  };
  const { stdout } = await promisify(execFile)(path, [...programArguments], { env });
  return JSON.parse(stdout);
}

const ABSENT = '(not tried: this machine has none)';

describe.skipIf(commandLines.length === 0)(`the AWS CLI ${commandLines.length ? '' : ABSENT}`, () => {
  test.each(commandLines)('%s lists queues and signs in', async (_, path) => {
    const { awsEndpointUrl, userPoolClientId, queues } = desk.cloud.describe();
    const aws = (...words: string[]) =>
      run(path, [...words, '--endpoint-url', awsEndpointUrl, '--output', 'json']);
    const { username } = desk.caretaker;
    const [listed, signedIn] = await Promise.all([
      aws('sqs', 'list-queues'),
      aws(
        ...['cognito-idp', 'initiate-auth', '--client-id', userPoolClientId!],
        ...['--auth-flow', 'USER_PASSWORD_AUTH'],
        ...['--auth-parameters', `USERNAME=${username},PASSWORD=${PASSWORD}`],
      ),
    ]);
    expect(listed.QueueUrls).toEqual(expect.arrayContaining(Object.values(queues).map(({ url }) => url)));
    expect(signedIn.AuthenticationResult).toMatchObject({ TokenType: 'Bearer' });
  });
});

/** Given the endpoint, a client and a user: asks five services, and prints what they say. */
const PYTHON = `
import boto3, json, sys
endpoint, client_id, username, password, table = sys.argv[1:]
client = lambda name: boto3.client(name, endpoint_url=endpoint)
cognito = client("cognito-idp")
tokens = cognito.initiate_auth(ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH",
    AuthParameters={"USERNAME": username, "PASSWORD": password})["AuthenticationResult"]
try:
    client("dynamodb").describe_table(TableName="none")
except Exception as error:
    refused = error.response["Error"]["Code"]
queue = client("sqs").create_queue(QueueName="tried")["QueueUrl"]
client("sqs").send_message(QueueUrl=queue, MessageBody="hello")
received = client("sqs").receive_message(QueueUrl=queue)["Messages"][0]["Body"]
print(json.dumps({
    "account": client("sts").get_caller_identity()["Account"],
    "username": cognito.get_user(AccessToken=tokens["AccessToken"])["Username"],
    "table": client("dynamodb").describe_table(TableName=table)["Table"]["TableStatus"],
    "refused": refused,
    "received": received,
    "functions": len(client("lambda").list_functions()["Functions"]) > 0,
}))
`;

describe.skipIf(pythons.length === 0)(`boto3 ${pythons.length ? '' : ABSENT}`, () => {
  test.each(pythons)('%s signs in, reads the table and sends a message', async (_, path) => {
    const { awsEndpointUrl, userPoolClientId, tableName } = desk.cloud.describe();
    const { username } = desk.caretaker;
    const script = ['-c', PYTHON, awsEndpointUrl, userPoolClientId!, username, PASSWORD, tableName!];
    expect(await run(path, script)).toEqual({
      account: '000000000000',
      username,
      table: 'ACTIVE',
      refused: 'ResourceNotFoundException',
      received: 'hello',
      functions: true,
    });
  });
});
