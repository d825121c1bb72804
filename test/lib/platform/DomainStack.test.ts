import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import type { Domain } from '../../../lib/platform/DomainStack.ts';
import { orders } from '../support/orders.ts';
import { given, synth, synthPlatform } from '../support/synth.ts';

const empty: Domain = () => {};

test('a domain’s stack depends on those below it, and they not on it', () => {
  const { app, data, shared, own } = given(orders);
  app.synth();
  expect(own.dependencies).toEqual(expect.arrayContaining([shared, data]));
  expect([...data.dependencies, ...shared.dependencies]).not.toContain(own);
});

test('a domain reaches its queues by signed HTTP of its own', () => {
  synth(orders).hasResourceProperties('AWS::AppSync::DataSource', {
    Name: 'ordersQueues',
    Type: 'HTTP',
    HttpConfig: {
      Endpoint: { 'Fn::Join': ['', ['https://sqs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
      AuthorizationConfig: {
        AuthorizationType: 'AWS_IAM',
        AwsIamConfig: { SigningRegion: { Ref: 'AWS::Region' }, SigningServiceName: 'sqs' },
      },
    },
  });
});

test('its resolvers have roles of their own, which AppSync may have for this API of this account', () => {
  const template = synth(orders);
  for (const name of ['ordersTable', 'ordersQueues'])
    template.hasResourceProperties('AWS::AppSync::DataSource', {
      Name: name,
      ServiceRoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^(Table|Queues)SourceRole'), 'Arn'] },
    });
  const trusts = Object.entries(template.findResources('AWS::IAM::Role'))
    .filter(([id]) => /SourceRole/.test(id))
    .map(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement);
  expect(trusts).toHaveLength(2);
  for (const trust of trusts)
    expect(trust).toMatchObject([
      {
        Principal: { Service: 'appsync.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          ArnEquals: { 'aws:SourceArn': { 'Fn::ImportValue': expect.stringContaining('Api') } },
        },
      },
    ]);
});

test('what its rules could not deliver waits in its own dead letters, where only its rules may send', () => {
  const template = synth(orders);
  template.hasOutput('UndeliveredDeadLetterQueueUrl', {});
  const isRule = {
    ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('Rule'), 'Arn'] } },
  };
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: Match.stringLikeRegexp('^UndeliveredQueue') }],
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Effect: 'Deny' }),
        Match.objectLike({ Effect: 'Allow', Condition: isRule }),
        Match.objectLike({ Effect: 'Allow', Condition: isRule }),
      ],
    },
  });
});

test('a domain that needs neither has neither', () => {
  expect(synth(empty).toJSON()['Resources'] ?? {}).toEqual({});
});

test('the resolver of a subscription stands with the schema, whatever becomes of its domain', () => {
  const field = { TypeName: 'Subscription', FieldName: 'onOrder' };
  synthPlatform({}, orders).hasResourceProperties('AWS::AppSync::Resolver', field);
  expect(synth(orders).findResources('AWS::AppSync::Resolver', { Properties: field })).toEqual({});
});
