import type { Rule } from '../Rule.ts';
import { resourcesOf } from '../Template.ts';

const FEWEST = 3;
const MOST = 10;

export const messagesGetSeveralTries: Rule = {
  name: 'messagesGetSeveralTries',
  description: `A message is delivered ${FEWEST} to ${MOST} times before it is a dead letter.`,
  check: (template) =>
    resourcesOf(template, 'AWS::SQS::Queue')
      .filter(({ properties }) => properties['RedrivePolicy'])
      .filter(({ properties }) => !isWithin(properties['RedrivePolicy'].maxReceiveCount))
      .map(({ logicalId, properties }) => ({
        logicalId,
        property: 'RedrivePolicy.maxReceiveCount',
        message: `is ${properties['RedrivePolicy'].maxReceiveCount}, and must be ${FEWEST} to ${MOST}`,
      })),
};

const isWithin = (count: number) => count >= FEWEST && count <= MOST;
