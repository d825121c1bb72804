import type { Rule } from '../Rule.ts';
import { resourcesOf } from '../Template.ts';

export const pipesFilter: Rule = {
  name: 'pipesFilter',
  description: 'A pipe says which records it is for: without a filter every write of the table is an event.',
  check: (template) =>
    resourcesOf(template, 'AWS::Pipes::Pipe')
      .filter(({ properties }) => !properties['SourceParameters']?.FilterCriteria?.Filters?.length)
      .map(({ logicalId }) => ({
        logicalId,
        property: 'SourceParameters.FilterCriteria',
        message: 'must have a filter',
      })),
};
