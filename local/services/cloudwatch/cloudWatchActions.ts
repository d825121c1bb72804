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
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from './actions/dashboards.ts';
import { getMetricData, getMetricStatistics, listMetrics } from './actions/metrics.ts';
import { putMetricData } from './actions/putMetricData.ts';
import type { CloudWatchAction } from './actions/CloudWatchAction.ts';

/** Every action by its name in the API. A new action is added here, beside its code in `actions/`. */
export const cloudWatchActions: Readonly<Record<string, CloudWatchAction>> = {
  DeleteAlarms: deleteAlarms,
  DeleteDashboards: deleteDashboards,
  DescribeAlarmHistory: describeAlarmHistory,
  DescribeAlarms: describeAlarms,
  DisableAlarmActions: disableAlarmActions,
  EnableAlarmActions: enableAlarmActions,
  GetDashboard: getDashboard,
  GetMetricData: getMetricData,
  GetMetricStatistics: getMetricStatistics,
  ListDashboards: listDashboards,
  ListMetrics: listMetrics,
  PutCompositeAlarm: putCompositeAlarm,
  PutDashboard: putDashboard,
  PutMetricAlarm: putMetricAlarm,
  PutMetricData: putMetricData,
  SetAlarmState: setAlarmState,
};
