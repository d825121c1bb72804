import {
  deleteAlarms,
  describeAlarmHistory,
  describeAlarms,
  disableAlarmActions,
  enableAlarmActions,
  putCompositeAlarm,
  putMetricAlarm,
  setAlarmState,
} from './actions/alarms.ts';
import type { CloudWatchAction } from './actions/CloudWatchAction.ts';

/** Every action by its name in the API. A new action is added here, beside its code in `actions/`. */
export const cloudWatchActions: Readonly<Record<string, CloudWatchAction>> = {
  DeleteAlarms: deleteAlarms,
  DescribeAlarmHistory: describeAlarmHistory,
  DescribeAlarms: describeAlarms,
  DisableAlarmActions: disableAlarmActions,
  EnableAlarmActions: enableAlarmActions,
  PutCompositeAlarm: putCompositeAlarm,
  PutMetricAlarm: putMetricAlarm,
  SetAlarmState: setAlarmState,
};
