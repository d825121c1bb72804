import type { Rule } from '../Rule.ts';
import { referred, resourcesOf, type Template } from '../Template.ts';

export const queuesRefusePlainHttp: Rule = {
  name: 'queuesRefusePlainHttp',
  description: 'A queue’s policy denies every request that does not come over TLS.',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(({ logicalId }) => !statementsOf(template, logicalId).some(deniesPlainHttp))
      .map(({ logicalId }) => ({
        logicalId,
        property: '',
        message: 'must have a policy that denies aws:SecureTransport false',
      })),
};

const statementsOf = (template: Template, queueId: string): any[] =>
  resourcesOf(template, 'AWS::SQS::QueuePolicy')
    .filter(({ properties }) => properties['Queues'].some((queue: unknown) => referred(queue) === queueId))
    .flatMap(({ properties }) => properties['PolicyDocument'].Statement);

const deniesPlainHttp = ({ Effect, Action, Condition }: any) =>
  Effect === 'Deny' && Action === 'sqs:*' && Condition?.Bool?.['aws:SecureTransport'] === 'false';
