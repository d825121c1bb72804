import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { EventRule } from '../../../lib/constructs/EventRule.ts';
import { QueueTarget } from '../../../lib/constructs/QueueTarget.ts';
import type { Domain } from '../../../lib/platform/DomainStack.ts';
import { given, synthPlatform } from '../support/synth.ts';
import { production } from '../support/production.ts';

/** AppSync takes a day within a year from now. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('the API', () => {
  test('authenticates users by Cognito and our rules by IAM', () => {
    synthPlatform(production).hasResourceProperties('AWS::AppSync::GraphQLApi', {
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      AdditionalAuthenticationProviders: [{ AuthenticationType: 'AWS_IAM' }],
    });
  });

  test('has an API key and introspection in a development stage', () => {
    const apiKeyExpires = inDays(100);
    const template = synthPlatform({ stage: 'dev-anna', apiKeyExpires });
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      AdditionalAuthenticationProviders: [
        { AuthenticationType: 'AWS_IAM' },
        { AuthenticationType: 'API_KEY' },
      ],
      IntrospectionConfig: 'ENABLED',
    });
    template.hasResourceProperties('AWS::AppSync::ApiKey', { Expires: Date.parse(apiKeyExpires) / 1000 });
    template.hasOutput('ApiKey', {});
  });

  test('has neither in another stage', () => {
    const template = synthPlatform(production);
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', { IntrospectionConfig: 'DISABLED' });
    template.resourceCountIs('AWS::AppSync::ApiKey', 0);
    expect(template.findOutputs('ApiKey')).toEqual({});
  });

  test('limits what one request may cost', () => {
    synthPlatform(production).hasResourceProperties('AWS::AppSync::GraphQLApi', {
      QueryDepthLimit: 8,
      ResolverCountLimit: 500,
    });
    const limits = { ...production, queryDepthLimit: 5, resolverCountLimit: 50, introspection: 'true' };
    synthPlatform(limits).hasResourceProperties('AWS::AppSync::GraphQLApi', {
      QueryDepthLimit: 5,
      ResolverCountLimit: 50,
      IntrospectionConfig: 'ENABLED',
    });
  });

  test('is traced, and logs what fails', () => {
    synthPlatform().hasResourceProperties('AWS::AppSync::GraphQLApi', {
      XrayEnabled: true,
      LogConfig: { FieldLogLevel: 'ERROR', CloudWatchLogsRoleArn: Match.anyValue() },
    });
  });

  test('hands resolvers the settings they decide by', () => {
    const settings = { holdHours: 12, eventTtlDays: 7, orderCards: 'all' };
    synthPlatform(settings).hasResourceProperties('AWS::AppSync::GraphQLApi', {
      EnvironmentVariables: {
        HOLD_HOURS: '12',
        EVENT_TTL_DAYS: '7',
        ORDER_CARDS: 'all',
        TABLE_NAME: Match.anyValue(),
      },
    });
  });
});

describe('the stream’s pipe', () => {
  const oneRule: Domain = (scope, platform) => {
    new EventRule(scope, 'Events', {
      platform,
      eventNames: ['B_EVENT', 'A_EVENT'],
      target: new QueueTarget({ queue: platform.undelivered, deadLetterQueue: platform.undelivered }),
      missed: 'The test misses events',
    });
  };

  test('announces the event rows that some rule wants and nothing else', () => {
    const filter = {
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: {
        Keys: { sk: { S: [{ prefix: 'EVENT#' }] } },
        NewImage: { eventName: { S: ['A_EVENT', 'B_EVENT'] }, applied: { BOOL: [true] } },
      },
    };
    synthPlatform({}, oneRule).hasResourceProperties('AWS::Pipes::Pipe', {
      SourceParameters: { FilterCriteria: { Filters: [{ Pattern: JSON.stringify(filter) }] } },
      TargetParameters: {
        EventBridgeEventBusParameters: { Source: 'frontdesk', DetailType: '$.dynamodb.NewImage.eventName.S' },
        InputTemplate:
          '{"eventName": <$.dynamodb.NewImage.eventName.S>, "applied": <$.dynamodb.NewImage.applied.BOOL>, "traceId": "<$.dynamodb.NewImage.traceId.S>", "eventData": <$.dynamodb.NewImage.eventData.M>}',
      },
    });
  });
});

test('a second pipe announces stock as the rows of SKUs have it, whoever wrote them', () => {
  const filter = { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: ['SKUS'] } } } };
  synthPlatform().hasResourceProperties('AWS::Pipes::Pipe', {
    SourceParameters: { FilterCriteria: { Filters: [{ Pattern: JSON.stringify(filter) }] } },
    TargetParameters: {
      EventBridgeEventBusParameters: { Source: 'frontdesk.stock', DetailType: 'STOCK_LEVEL_EVENT' },
      InputTemplate:
        '{"eventName": "STOCK_LEVEL_EVENT", "applied": true, "eventData": <$.dynamodb.NewImage>}',
    },
  });
});

test('every alarm notifies the topic that the settings name, when it begins and ends', () => {
  const alarmTopicArn = 'arn:aws:sns:eu-west-1:111122223333:alarms';
  const alarms = synthPlatform({ alarmTopicArn }).findResources('AWS::CloudWatch::Alarm');
  expect(Object.keys(alarms)).not.toHaveLength(0);
  for (const { Properties } of Object.values(alarms)) {
    expect(Properties).toMatchObject({ AlarmActions: [alarmTopicArn], OKActions: [alarmTopicArn] });
  }
});

test('the Platform stack depends on the Data stack, and not the other way', () => {
  const { app, data, shared } = given(() => {});
  app.synth();
  expect(shared.dependencies).toEqual([data]);
  expect(data.dependencies).toEqual([]);
});

test('the outputs name what clients need', () => {
  const template = synthPlatform();
  for (const name of ['GraphqlUrl', 'RealtimeUrl', 'Region']) template.hasOutput(name, {});
});
