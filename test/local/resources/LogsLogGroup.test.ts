import { onTestFinished, expect, test } from 'vitest';
import { type Action, callAction } from '../../../local/platform/Call.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { LambdaFunction } from '../../../local/resources/LambdaFunction.ts';
import { LogsLogGroup } from '../../../local/resources/LogsLogGroup.ts';
import type { ResourceContext } from '../../../local/resources/common/ResourceType.ts';
import { createIam } from '../../../local/services/iam/createIam.ts';
import { createLambda } from '../../../local/services/lambda/createLambda.ts';
import { createLogs } from '../../../local/services/logs/createLogs.ts';
import { testCall } from '../../support/serveActions.ts';
import { trust } from '../../support/trust.ts';

test('a function logs to the group that its template names, which keeps what its retention says', async () => {
  const world = createWorld({ seed: 1 });
  const iam = createIam(world);
  const roleArn = 'arn:aws:iam::000000000000:role/work';
  const trustPolicy = trust('lambda');
  iam.createRole({ roleName: 'work', roleArn, trustPolicy, managedPolicyArns: [], policies: [] });
  const logs = createLogs(world);
  const lambda = createLambda(world, { iam, logs, awsEndpointUrl: () => 'http://127.0.0.1:1' });
  onTestFinished(() => lambda.close());
  const context = {
    world,
    services: { lambda, logs },
    logicalId: 'Thing',
    physicalName: () => 'stack-Thing-ABC',
  } as unknown as ResourceContext;

  const group = await LogsLogGroup.create(LogsLogGroup.properties.parse({ RetentionInDays: '7' }), context);
  const fn = await LambdaFunction.create(
    LambdaFunction.properties.parse({
      Code: { ZipFile: `exports.handler = async () => console.log(process.env.AWS_LAMBDA_LOG_GROUP_NAME);` },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: roleArn,
      LoggingConfig: { LogGroup: group.ref, LogFormat: 'Text' },
    }),
    context,
  );
  await lambda.invoke(fn.ref, {}, testCall);

  expect(group).toEqual({
    ref: 'stack-Thing-ABC',
    attributes: { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:stack-Thing-ABC:*' },
  });
  const read = (name: string, input: object): ReturnType<Action> =>
    callAction(logs.actions, name, input, testCall);
  expect(await read('DescribeLogGroups', {})).toMatchObject({
    logGroups: [{ logGroupName: 'stack-Thing-ABC', retentionInDays: 7 }],
  });
  expect(
    await read('FilterLogEvents', { logGroupName: group.ref, filterPattern: '"stack-Thing-ABC"' }),
  ).toMatchObject({ events: [{ message: 'stack-Thing-ABC\n' }] });
});
