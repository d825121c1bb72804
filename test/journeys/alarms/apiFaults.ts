import type { Api } from '../../../local/services/appsync/Api.ts';
import type { Scene } from './Scene.ts';

const QUERY = '{ listBuildings { items { id } } }';

/** Asks as a program with the development stage's key. Returns the status of the answer. */
async function ask({ cloud }: Scene): Promise<number> {
  const { graphqlUrl, apiKey } = cloud.describe();
  const headers = { 'content-type': 'application/json', 'x-api-key': apiKey! };
  const answer = await fetch(graphqlUrl, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) });
  await answer.text();
  return answer.status;
}

const apiOf = ({ cloud }: Scene): Api => cloud.services.appsync.apis()[0]!;

/** https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html: an incorrect schema is an error of 5xx. */
export async function loseSchema(scene: Scene) {
  const api = apiOf(scene);
  const { schema } = api;
  api.schema = undefined;
  if ((await ask(scene)) < 500) throw new Error('An API without a schema answered.');
  await scene.minutes(1);
  return async () => {
    api.schema = schema;
  };
}

const SLOW = 'slow';

const FIELD = 'Query.listBuildings';

const HANDLER = `exports.handler = async () => {
  console.log('began');
  await new Promise((resolve) => setTimeout(resolve, 5000));
  return { items: [] };
};`;

const RESOLVER = `export const request = () => ({ operation: 'Invoke', payload: {} });
export const response = (ctx) => ctx.result;`;

/** Answers that take five seconds in several minutes, from a function that stands in for the table. */
export async function holdAnswers(scene: Scene) {
  const { cloud } = scene;
  const api = apiOf(scene);
  const before = api.resolvers.get(FIELD)!;
  deploySlowSource(scene, api);
  for (let minute = 0; minute < 4; minute++) {
    const begun = new Promise<void>((resolve) => {
      const stop = cloud.world.feed.subscribe((record) => {
        if (record.kind !== 'log' || record.source !== SLOW) return;
        stop();
        resolve();
      });
    });
    const answered = ask(scene);
    await begun;
    await scene.minutes(1);
    await answered;
  }
  return async () => {
    api.resolvers.set(FIELD, before);
    api.dataSources.delete(SLOW);
  };
}

/** A role that the function and its data source may have. */
function createRole({ cloud }: Scene, roleArn: string): void {
  const allow = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' };
  const trust = ['lambda', 'appsync'].map((service) => ({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: `${service}.amazonaws.com` },
  }));
  cloud.services.iam.createRole({
    roleName: SLOW,
    roleArn,
    trustPolicy: { Version: '2012-10-17', Statement: trust },
    managedPolicyArns: [],
    policies: [{ policyName: SLOW, document: { Version: '2012-10-17', Statement: [allow] } }],
  });
}

function deploySlowSource(scene: Scene, api: Api): void {
  const { cloud } = scene;
  const { accountId, region, partition } = cloud.world.account;
  const functionArn = `arn:${partition}:lambda:${region}:${accountId}:function:${SLOW}`;
  const roleArn = `arn:${partition}:iam::${accountId}:role/${SLOW}`;
  createRole(scene, roleArn);
  cloud.services.lambda.createFunction({
    functionName: SLOW,
    functionArn,
    handler: 'index.handler',
    codePath: '',
    inlineCode: HANDLER,
    runtime: 'nodejs24.x',
    timeoutMs: 10_000,
    memoryMb: 128,
    environment: {},
    roleArn,
  });
  api.dataSources.set(SLOW, { name: SLOW, type: 'AWS_LAMBDA', functionArn, roleArn });
  api.resolvers.set(FIELD, {
    typeName: 'Query',
    fieldName: 'listBuildings',
    kind: 'UNIT',
    dataSourceName: SLOW,
    code: { source: RESOLVER },
    maxBatchSize: 0,
  });
}
