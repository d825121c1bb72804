import { ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { BaseDataSource } from 'aws-cdk-lib/aws-appsync';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { AppSync } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { queueTags } from '../../model/queueTags.ts';
import { PipelineResolver, stepFunction } from '../constructs/PipelineResolver.ts';
import { TableField } from '../constructs/TableField.ts';
import { WorkerFunction } from '../constructs/WorkerFunction.ts';
import { createFunctionSource } from '../platform/dataSources.ts';
import { grantTable } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';
import { publishFromCloudWatch } from '../platform/publishedFigures.ts';
import type { Settings } from '../platform/settings.ts';

/** How the backend does: counted by CloudWatch and SQS, read by one function, published while an Admin looks. */
export const operations = (scope: Construct, platform: Platform): void => {
  grantTable(platform.sources.table, platform.table, {
    gets: ['operationsWatch'],
    puts: ['operationsWatch'],
  });
  const schedule = createSchedule(scope, platform);
  const reader = createReader(scope, platform, schedule);
  const source = createFunctionSource(scope, 'operations', platform, reader);
  createFields(scope, platform, source);
  new TableField(platform.subscriptions, 'OnOperations', {
    platform,
    domain: 'operations',
    source: 'none',
    typeName: 'Subscription',
    field: 'onOperations',
  });
};

/**
 * Publishes once a minute. It rests until somebody looks, and the function that it asks puts it to rest again: GetMetricData
 * is billed by the metric, some 0.4 cents each time (docs/decisions/045-operations.md).
 */
const createSchedule = (scope: Construct, { api }: Platform): Rule => {
  const role = new Role(scope, 'PublishRole', {
    assumedBy: new ServicePrincipal('events.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['appsync:GraphQL'],
      resources: [`${api.arn}/types/Mutation/fields/publishOperations`],
    }),
  );
  return new Rule(scope, 'Publish', {
    schedule: Schedule.rate(Duration.minutes(1)),
    enabled: false,
    targets: [
      new AppSync(api, {
        graphQLOperation: publishFromCloudWatch,
        eventRole: role,
        // The next minute has figures of its own.
        retryAttempts: 0,
        maxEventAge: Duration.minutes(1),
      }),
    ],
  });
};

/** The function that reads. It writes nothing, and looks at this stage's queues only. */
const createReader = (scope: Construct, platform: Platform, schedule: Rule): Function => {
  const { settings, api, bus } = platform;
  const { function: reader } = new WorkerFunction(scope, 'ReadOperations', {
    platform,
    path: 'operations/readOperations',
    isAsked: true,
    rows: {},
    // AppSync waits for 30 seconds: https://docs.aws.amazon.com/general/latest/gr/appsync.html
    timeout: Duration.seconds(25),
    environment: {
      STAGE: settings.stage,
      API_ID: api.apiId,
      BUS_NAME: bus.eventBusName,
      SCHEDULE_NAME: schedule.ruleName,
    },
  });
  grantReading(reader, settings, schedule);
  return reader;
};

const grantReading = (reader: Function, { stage }: Settings, schedule: Rule): void => {
  const stack = Stack.of(reader);
  const queues = `Frontdesk-${stage}-*`;
  const queueArns = [stack.formatArn({ service: 'sqs', resource: queues })];
  const alarms = { service: 'cloudwatch', resource: 'alarm', resourceName: '*' };
  for (const statement of [
    // They know no resource to be narrowed to:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    {
      actions: [
        'cloudwatch:GetMetricData',
        'cloudwatch:ListMetrics',
        'sqs:ListQueues',
        'xray:BatchGetTraces',
      ],
      resources: ['*'],
    },
    {
      actions: ['cloudwatch:DescribeAlarms'],
      resources: [stack.formatArn({ ...alarms, arnFormat: ArnFormat.COLON_RESOURCE_NAME })],
    },
    { actions: ['sqs:ListQueueTags'], resources: queueArns },
    {
      actions: ['sqs:GetQueueAttributes'],
      resources: queueArns,
      conditions: { StringEquals: { [`aws:ResourceTag/${queueTags.stage}`]: stage } },
    },
    { actions: ['events:EnableRule', 'events:DisableRule'], resources: [schedule.ruleArn] },
  ])
    reader.addToRolePolicy(new PolicyStatement(statement));
  const known = '<AWS::Region>:<AWS::AccountId>';
  for (const [id, reason] of [
    [`sqs:${known}:${queues}`, 'The queues of the stage, which belong to the stacks of all domains.'],
    [`cloudwatch:${known}:alarm:*`, 'Alarms are listed, and a list is of all that there are.'],
  ] as const)
    if (reader.role)
      Validations.of(reader.role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${id}]`,
        reason,
      });
};

const createFields = (scope: Construct, platform: Platform, reader: BaseDataSource): void => {
  new PipelineResolver(scope, 'requestPathField', {
    platform,
    typeName: 'Query',
    fieldName: 'requestPath',
    functions: [
      stepFunction(scope, 'requestPath_read', {
        platform,
        dataSource: reader,
        path: 'operations/requestPath',
      }),
    ],
  });
  const field = (typeName: string, fieldName: string, table: string) => {
    const step = (name: string, dataSource: BaseDataSource) =>
      stepFunction(scope, `${fieldName}_${name}`, {
        platform,
        dataSource,
        path: `operations/${fieldName}`,
        step: name,
      });
    new PipelineResolver(scope, `${fieldName}Field`, {
      platform,
      typeName,
      fieldName,
      functions: [step(table, platform.sources.table), step('read', reader)],
    });
  };
  field('Query', 'operations', 'watch');
  field('Mutation', 'publishOperations', 'watched');
};
