import { hasAlarm } from '../hasAlarm.ts';
import type { Rule } from '../Rule.ts';
import { resourcesOf } from '../Template.ts';

const metric = 'ApproximateAgeOfOldestMessage';

export const lateWorkRaisesAlarm: Rule = {
  name: 'lateWorkRaisesAlarm',
  description:
    'Somebody is told when messages wait too long. Every queue with a redrive policy is one of work.',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(
        ({ logicalId, properties }) => properties['RedrivePolicy'] && !hasAlarm(template, logicalId, metric),
      )
      .map(({ logicalId }) => ({ logicalId, property: '', message: `must have an alarm on ${metric}` })),
};
