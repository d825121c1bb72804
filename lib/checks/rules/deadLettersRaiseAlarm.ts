import { hasAlarm } from '../hasAlarm.ts';
import type { Rule } from '../Rule.ts';
import { resourcesOf } from '../Template.ts';

const metric = 'ApproximateNumberOfMessagesVisible';

export const deadLettersRaiseAlarm: Rule = {
  name: 'deadLettersRaiseAlarm',
  description:
    'Somebody is told of a dead letter. A queue without a redrive policy is taken for one of dead letters.',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(
        ({ logicalId, properties }) => !properties['RedrivePolicy'] && !hasAlarm(template, logicalId, metric),
      )
      .map(({ logicalId }) => ({ logicalId, property: '', message: `must have an alarm on ${metric}` })),
};
