import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthPlatform } from '../support/synth.ts';

const alarms = {
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Effect: 'Allow',
  Condition: {
    StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', Match.arrayWith([':alarm:*'])] } },
  },
};

test('the topic is encrypted by a key of its own, which alarms may use, and refuses plain HTTP', () => {
  const template = synthPlatform();
  template.hasResourceProperties('AWS::SNS::Topic', {
    TopicName: 'Frontdesk-dev-Alarms',
    KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^AlarmKey'), 'Arn'] },
  });
  template.hasResourceProperties('AWS::KMS::Key', {
    EnableKeyRotation: true,
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({ ...alarms, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
      ]),
    },
  });
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        Match.objectLike({ ...alarms, Action: 'sns:Publish' }),
      ]),
    },
  });
});

test('nobody is written to unless an address is set', () => {
  synthPlatform().resourceCountIs('AWS::SNS::Subscription', 0);
  synthPlatform({ alarmEmail: 'duty@example.com' }).hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'duty@example.com',
  });
});

test('a stage that names a topic makes none', () => {
  const template = synthPlatform({ alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms' });
  template.resourceCountIs('AWS::SNS::Topic', 0);
  template.resourceCountIs('AWS::KMS::Key', 0);
});

test('every alarm of the stage notifies its topic, when it begins and ends', () => {
  const topicArn = {
    'Fn::Join': [
      '',
      [
        'arn:',
        { Ref: 'AWS::Partition' },
        ':sns:',
        { Ref: 'AWS::Region' },
        ':',
        { Ref: 'AWS::AccountId' },
        ':Frontdesk-dev-Alarms',
      ],
    ],
  };
  const found = Object.values(synthPlatform().findResources('AWS::CloudWatch::Alarm'));
  expect(found.length).toBeGreaterThan(5);
  for (const { Properties } of found)
    expect(Properties).toMatchObject({ AlarmActions: [topicArn], OKActions: [topicArn] });
});
