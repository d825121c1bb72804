import { referred, resourcesOf, type Reference, type Rule, type Template } from '../Rule.ts';

/** Seconds: what AWS takes where the template says nothing. */
const DEFAULT_VISIBILITY = 30;
const DEFAULT_TIMEOUT = 3;

export const visibilityOutlastsWork: Rule = {
  name: 'visibilityOutlastsWork',
  description: 'A queue hides a message for six times its function’s timeout and the batching window.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  check: (template) =>
    resourcesOf(template, 'AWS::Lambda::EventSourceMapping').flatMap(({ properties }) => {
      const queue = find(template, 'AWS::SQS::Queue', properties.EventSourceArn);
      const worker = find(template, 'AWS::Lambda::Function', properties.FunctionName);
      if (!queue || !worker) return [];
      const needed =
        6 * (worker.properties.Timeout ?? DEFAULT_TIMEOUT) + (properties.MaximumBatchingWindowInSeconds ?? 0);
      const actual = queue.properties.VisibilityTimeout ?? DEFAULT_VISIBILITY;
      if (actual >= needed) return [];
      const message = `is ${actual} s, and must be at least ${needed} s`;
      return [{ logicalId: queue.logicalId, property: 'VisibilityTimeout', message }];
    }),
};

const find = <Type extends 'AWS::SQS::Queue' | 'AWS::Lambda::Function'>(
  template: Template,
  type: Type,
  reference: Reference | undefined,
) => resourcesOf(template, type).find(({ logicalId }) => logicalId === referred(reference));

export const batchesFailByMessage: Rule = {
  name: 'batchesFailByMessage',
  description: 'One failed message does not fail its batch: the function reports which ones did.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
  check: (template) =>
    resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => !properties.FunctionResponseTypes?.includes('ReportBatchItemFailures'))
      .map(({ logicalId }) => ({
        logicalId,
        property: 'FunctionResponseTypes',
        message: 'must have ReportBatchItemFailures',
      })),
};

export const pipesFilter: Rule = {
  name: 'pipesFilter',
  description: 'A pipe says which records it is for: without a filter every write of the table is an event.',
  check: (template) =>
    resourcesOf(template, 'AWS::Pipes::Pipe')
      .filter(({ properties }) => !properties.SourceParameters?.FilterCriteria?.Filters?.length)
      .map(({ logicalId }) => ({
        logicalId,
        property: 'SourceParameters.FilterCriteria',
        message: 'must have a filter',
      })),
};
