import { referred, resourcesOf, type Rule, type Template } from '../Rule.ts';

const DEPTH = 'ApproximateNumberOfMessagesVisible';

export const deadLettersRaiseAlarm: Rule = {
  name: 'deadLettersRaiseAlarm',
  description:
    'A dead letter raises an alarm. A queue without a redrive policy counts as one of dead letters.',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(
        ({ logicalId, properties }) => !properties.RedrivePolicy && !hasAlarm(template, logicalId, DEPTH),
      )
      .map(({ logicalId }) => ({ logicalId, property: '', message: `must have an alarm on ${DEPTH}` })),
};

const AGE = 'ApproximateAgeOfOldestMessage';

export const lateWorkRaisesAlarm: Rule = {
  name: 'lateWorkRaisesAlarm',
  description:
    'Messages that wait too long raise an alarm. Every queue with a redrive policy counts as one of work.',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(({ logicalId, properties }) => properties.RedrivePolicy && !hasAlarm(template, logicalId, AGE))
      .map(({ logicalId }) => ({ logicalId, property: '', message: `must have an alarm on ${AGE}` })),
};

/** Whether some alarm watches this metric of this queue. */
const hasAlarm = (template: Template, queueId: string, metricName: string) =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm').some(
    ({ properties }) =>
      properties.MetricName === metricName &&
      properties.Dimensions?.some(({ Value }) => referred(Value) === queueId),
  );
