import type { Rule } from '../Rule.ts';
import { resourcesOf } from '../Template.ts';

export const queuesAreEncrypted: Rule = {
  name: 'queuesAreEncrypted',
  description: 'A queue is encrypted by SQS’s key or one of KMS, and says so.',
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(
        ({ properties }) => properties['SqsManagedSseEnabled'] !== true && !properties['KmsMasterKeyId'],
      )
      .map(({ logicalId }) => ({ logicalId, property: 'SqsManagedSseEnabled', message: 'must be true' })),
};
