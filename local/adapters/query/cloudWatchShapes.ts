import type { QueryShapes } from './QueryShapes.ts';

/**
 * CloudWatch as SDKs of before 2025 speak to it.
 * Documented: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html
 */
export const cloudWatchShapes: QueryShapes = {
  inputs: {
    ActionsEnabled: 'boolean',
    ActionsSuppressorExtensionPeriod: 'number',
    ActionsSuppressorWaitPeriod: 'number',
    Counts: 'number',
    DatapointsToAlarm: 'number',
    EndDate: 'time',
    EndTime: 'time',
    EvaluationPeriods: 'number',
    MaxDatapoints: 'number',
    Maximum: 'number',
    MaxRecords: 'number',
    // A dimension's value and a tag's are texts.
    'MetricData.Value': 'number',
    Minimum: 'number',
    Period: 'number',
    ReturnData: 'boolean',
    SampleCount: 'number',
    StartDate: 'time',
    StartTime: 'time',
    StorageResolution: 'number',
    Sum: 'number',
    Threshold: 'number',
    Timestamp: 'time',
    Values: 'number',
  },
  outputs: {
    AlarmConfigurationUpdatedTimestamp: 'time',
    ExtendedStatistics: 'map',
    LastModified: 'time',
    StateTransitionedTimestamp: 'time',
    StateUpdatedTimestamp: 'time',
    Timestamp: 'time',
    Timestamps: 'time',
  },
};
