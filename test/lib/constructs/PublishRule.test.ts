import { Match } from 'aws-cdk-lib/assertions';
import { test } from 'vitest';
import { PublishRule } from '../../../lib/constructs/PublishRule.ts';
import { synth as synthDomain } from '../support/synth.ts';

const synth = () =>
  synthDomain(
    (scope, platform) =>
      new PublishRule(scope, 'PublishOrder', {
        platform,
        eventNames: ['ORDER_PLACED_EVENT'],
        mutation: 'publishOrder',
        variables: { id: '$.detail.eventData.orderId.S', reason: '$.detail.eventData.reason.S' },
        variableTypes: { reason: 'String' },
        selection: 'id reason',
      }),
  );

test('an event calls the mutation with what its paths find', () => {
  synth().hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { source: ['frontdesk'], 'detail-type': ['ORDER_PLACED_EVENT'] },
    Targets: [
      {
        AppSyncParameters: {
          GraphQLOperation:
            'mutation Publish($id: String!, $reason: String) { publishOrder(id: $id, reason: $reason) { id reason } }',
        },
        InputTransformer: {
          InputPathsMap: {
            'detail-eventData-orderId-S': '$.detail.eventData.orderId.S',
            'detail-eventData-reason-S': '$.detail.eventData.reason.S',
          },
          InputTemplate: '{"id":<detail-eventData-orderId-S>,"reason":<detail-eventData-reason-S>}',
        },
      },
    ],
  });
});

test('its role may call this mutation and nothing else', () => {
  synth().hasResourceProperties('AWS::IAM::Policy', {
    PolicyName: Match.stringLikeRegexp('^PublishOrder'),
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: 'appsync:GraphQL',
          Resource: {
            'Fn::Join': [
              '',
              [
                { 'Fn::ImportValue': Match.stringLikeRegexp('^Platform:.*Api.*Arn') },
                '/types/Mutation/fields/publishOrder',
              ],
            ],
          },
        },
      ],
    },
  });
});

test('only rules of the bus may have its role, of this account', () => {
  synth().hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnLike: {
              'aws:SourceArn': {
                'Fn::Join': ['', Match.arrayWith([':rule/', { 'Fn::ImportValue': Match.anyValue() }, '/*'])],
              },
            },
          },
        },
      ],
    },
  });
});

test('what cannot be delivered is kept, and raises an alarm', () => {
  const template = synth();
  template.hasResourceProperties('AWS::Events::Rule', {
    Targets: [
      Match.objectLike({
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^UndeliveredQueue'), 'Arn'] } },
      }),
    ],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'FailedInvocations',
    AlarmDescription: Match.stringLikeRegexp('^Subscribers of publishOrder miss events'),
  });
});
