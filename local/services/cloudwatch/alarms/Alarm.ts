import { z } from 'zod';
import { integer, listOf, text } from '../../../platform/checkInput.ts';
import { dimensionList, metricDataQuery, metricName, namespace, standardUnit } from '../inputs.ts';

export const stateValue = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);
export type StateValue = z.output<typeof stateValue>;

/** At most five actions for each state: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const actions = listOf(text(1, 1024), 5).default([]);

const ofEveryAlarm = {
  AlarmName: text(1, 255),
  AlarmDescription: text(0, 1024).optional(),
  ActionsEnabled: z.boolean().default(true),
  OKActions: actions,
  AlarmActions: actions,
  InsufficientDataActions: actions,
  Tags: z.unknown().optional(),
};

const comparisonOperator = z.enum([
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
]);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const metricAlarmInput = z.object({
  ...ofEveryAlarm,
  MetricName: metricName.optional(),
  Namespace: namespace.optional(),
  Statistic: z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']).optional(),
  ExtendedStatistic: z.string().optional(),
  Dimensions: dimensionList.default([]),
  Period: integer(1, 604_800).optional(),
  Unit: standardUnit.optional(),
  EvaluationPeriods: integer(1, 1440),
  DatapointsToAlarm: integer(1, 1440).optional(),
  Threshold: z.number().optional(),
  ComparisonOperator: comparisonOperator,
  TreatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).optional(),
  EvaluateLowSampleCountPercentile: z.enum(['evaluate', 'ignore']).optional(),
  Metrics: listOf(metricDataQuery, 20).optional(),
  ThresholdMetricId: z.string().optional(),
  EvaluationCriteria: z.unknown().optional(),
  EvaluationInterval: z.unknown().optional(),
});
export type MetricAlarmInput = z.output<typeof metricAlarmInput>;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const compositeAlarmInput = z.object({
  ...ofEveryAlarm,
  AlarmRule: text(1, 10_240),
  ActionsSuppressor: z.string().optional(),
});
export type CompositeAlarmInput = z.output<typeof compositeAlarmInput>;

export type AlarmInput = MetricAlarmInput | CompositeAlarmInput;

/** An alarm as it is kept. What it watches is in `AlarmConditions`. */
export interface Alarm<Input extends AlarmInput = AlarmInput> {
  readonly name: string;
  readonly arn: string;
  readonly input: Input;
  /** Epoch milliseconds. */
  readonly configuredAt: number;
  state: AlarmState;
}

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON text. */
  readonly reasonData?: string | undefined;
  /** Epoch milliseconds at which state or reason changed. */
  readonly updatedAt: number;
  /** Epoch milliseconds at which the state changed. */
  readonly transitionedAt: number;
}

export type NewState = Pick<AlarmState, 'value' | 'reason' | 'reasonData'>;

/** Changes an alarm's state, and does what follows from it. */
export type SetState = (alarm: Alarm, state: NewState) => void;

export const isMetric = (alarm: Alarm): alarm is Alarm<MetricAlarmInput> => !isComposite(alarm);

export const isComposite = (alarm: Alarm): alarm is Alarm<CompositeAlarmInput> => 'AlarmRule' in alarm.input;
