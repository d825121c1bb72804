import type { Rule } from '../Rule.ts';
import { resourcesOf } from '../Template.ts';

export const batchesFailByMessage: Rule = {
  name: 'batchesFailByMessage',
  description: 'One failed message does not fail its batch: the function reports which ones did.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
  check: (template) =>
    resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => !properties['FunctionResponseTypes']?.includes('ReportBatchItemFailures'))
      .map(({ logicalId }) => ({
        logicalId,
        property: 'FunctionResponseTypes',
        message: 'must have ReportBatchItemFailures',
      })),
};
