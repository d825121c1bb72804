import type { QueryShapes } from './QueryShapes.ts';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
export const cloudFormationShapes: QueryShapes = {
  inputs: {},
  outputs: {
    CreationTime: 'time',
    LastUpdatedTime: 'time',
    LastUpdatedTimestamp: 'time',
    Timestamp: 'time',
  },
};
