import { z } from 'zod';
import { integer, listOf, text } from '../../../platform/checkInput.ts';
import {
  type Alarm,
  compositeAlarmInput,
  isComposite,
  metricAlarmInput,
  stateValue,
} from '../alarms/Alarm.ts';
import { invalidFormat, resourceNotFound } from '../errors.ts';
import { epochSeconds, timestamp } from '../inputs.ts';
import { defineAction, paginate } from './CloudWatchAction.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const putMetricAlarm = defineAction(metricAlarmInput, (input, { alarms }) => {
  alarms.put(input);
  return {};
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const putCompositeAlarm = defineAction(compositeAlarmInput, (input, { alarms }) => {
  alarms.put(input);
  return {};
});

const alarmName = text(1, 255);
const alarmNames = listOf(alarmName, 100);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html: what does not exist is not missed. */
export const deleteAlarms = defineAction(
  z.object({ AlarmNames: alarmNames }),
  ({ AlarmNames }, { alarms }) => {
    alarms.delete(AlarmNames);
    return {};
  },
);

const actionsSwitch = (enabled: boolean) =>
  defineAction(z.object({ AlarmNames: alarmNames }), ({ AlarmNames }, { alarms }) => {
    alarms.setActionsEnabled(AlarmNames, enabled);
    return {};
  });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html */
export const enableAlarmActions = actionsSwitch(true);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html */
export const disableAlarmActions = actionsSwitch(false);

/**
 * Until the alarm's next evaluation, which may be a minute away.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html
 */
export const setAlarmState = defineAction(
  z.object({
    AlarmName: alarmName,
    StateValue: stateValue,
    StateReason: text(0, 1023),
    StateReasonData: text(0, 4000).optional(),
  }),
  ({ AlarmName, StateValue, StateReason, StateReasonData }, { alarms }) => {
    const alarm = alarms.find(AlarmName);
    if (!alarm) throw resourceNotFound();
    if (StateReasonData !== undefined && !isJson(StateReasonData))
      throw invalidFormat('StateReasonData is not valid JSON.');
    alarms.setState(alarm, { value: StateValue, reason: StateReason, reasonData: StateReasonData });
    return {};
  },
);

function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

const alarmType = z.enum(['CompositeAlarm', 'MetricAlarm']);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const describeAlarms = defineAction(
  z.object({
    AlarmNames: alarmNames.optional(),
    AlarmNamePrefix: alarmName.optional(),
    AlarmTypes: listOf(alarmType, 10).optional(),
    StateValue: stateValue.optional(),
    ActionPrefix: text(1, 1024).optional(),
    MaxRecords: integer(1, 100).default(50),
    NextToken: z.string().optional(),
  }),
  (
    { AlarmNames, AlarmNamePrefix = '', AlarmTypes, StateValue, ActionPrefix, MaxRecords, NextToken },
    context,
  ) => {
    // Documented: without AlarmTypes only metric alarms are returned.
    const types: readonly string[] = AlarmTypes ?? ['MetricAlarm'];
    const found = [...context.alarms.all()].filter(
      (alarm) =>
        (!AlarmNames || AlarmNames.includes(alarm.name)) &&
        alarm.name.startsWith(AlarmNamePrefix) &&
        types.includes(isComposite(alarm) ? 'CompositeAlarm' : 'MetricAlarm') &&
        (StateValue === undefined || alarm.state.value === StateValue) &&
        (ActionPrefix === undefined || actionsOf(alarm).some((action) => action.startsWith(ActionPrefix))),
    );
    const { items, ...next } = paginate(found, { most: MaxRecords, token: NextToken });
    return {
      MetricAlarms: items.filter((alarm) => !isComposite(alarm)).map(describeAlarm),
      CompositeAlarms: items.filter(isComposite).map(describeAlarm),
      ...next,
    };
  },
);

const actionsOf = ({ input }: Alarm) => [
  ...input.AlarmActions,
  ...input.OKActions,
  ...input.InsufficientDataActions,
];

function describeAlarm({ arn, input, state, configuredAt }: Alarm): object {
  const { Tags: _, ...configuration } = input;
  return {
    ...configuration,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: epochSeconds(configuredAt),
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData !== undefined && { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: epochSeconds(state.updatedAt),
    StateTransitionedTimestamp: epochSeconds(state.transitionedAt),
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
export const describeAlarmHistory = defineAction(
  z.object({
    AlarmName: alarmName.optional(),
    AlarmTypes: listOf(alarmType, 10).optional(),
    HistoryItemType: z.enum(['ConfigurationUpdate', 'StateUpdate', 'Action']).optional(),
    StartDate: timestamp.optional(),
    EndDate: timestamp.optional(),
    ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).optional(),
    MaxRecords: integer(1, 100).default(100),
    NextToken: z.string().optional(),
  }),
  ({ AlarmName, AlarmTypes, HistoryItemType, ScanBy, MaxRecords, NextToken, ...range }, { alarms }) => {
    const types: readonly string[] = AlarmTypes ?? ['MetricAlarm'];
    const { StartDate = -Infinity, EndDate = Infinity } = range;
    const found = alarms.history
      .items()
      .filter(
        (item) =>
          (AlarmName === undefined || item.alarmName === AlarmName) &&
          types.includes(item.alarmType) &&
          (HistoryItemType === undefined || item.type === HistoryItemType) &&
          item.timestamp >= StartDate &&
          item.timestamp <= EndDate,
      );
    if (ScanBy === 'TimestampAscending') found.reverse();
    const { items, ...next } = paginate(found, { most: MaxRecords, token: NextToken });
    const AlarmHistoryItems = items.map((item) => ({
      AlarmName: item.alarmName,
      AlarmType: item.alarmType,
      Timestamp: epochSeconds(item.timestamp),
      HistoryItemType: item.type,
      HistorySummary: item.summary,
      HistoryData: item.data,
    }));
    return { AlarmHistoryItems, ...next };
  },
);
