import { type Alarm, type AlarmState, isComposite } from './Alarm.ts';
import type { StateChange } from './notifications.ts';

/** What happened to an alarm: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmHistoryItem.html */
export interface AlarmHistoryItem {
  readonly alarmName: string;
  readonly alarmType: 'MetricAlarm' | 'CompositeAlarm';
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly type: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  readonly summary: string;
  /** JSON text. */
  readonly data: string;
}

export interface AlarmHistory {
  add(item: AlarmHistoryItem): void;
  /** The newest first. */
  items(): readonly AlarmHistoryItem[];
}

/** Chosen, all alarms together: AWS keeps 30 days. */
const MOST_ITEMS = 1000;

export function createAlarmHistory(): AlarmHistory {
  const items: AlarmHistoryItem[] = [];
  return {
    add(item) {
      items.push(item);
      if (items.length > MOST_ITEMS) items.shift();
    },
    items: () => items.toReversed(),
  };
}

export const alarmTypeOf = (alarm: Alarm): 'CompositeAlarm' | 'MetricAlarm' =>
  isComposite(alarm) ? 'CompositeAlarm' : 'MetricAlarm';

/** An alarm's new state, for its history. */
export const stateUpdate = ({ alarm, before, after }: StateChange): AlarmHistoryItem => ({
  alarmName: alarm.name,
  alarmType: alarmTypeOf(alarm),
  timestamp: after.updatedAt,
  type: 'StateUpdate',
  summary: `Alarm updated from ${before.value} to ${after.value}`,
  data: JSON.stringify({ version: '1.0', oldState: stateOf(before), newState: stateOf(after) }),
});

const stateOf = ({ value, reason, reasonData }: AlarmState): object => ({
  stateValue: value,
  stateReason: reason,
  ...(reasonData !== undefined && { stateReasonData: reasonData }),
});

/** An alarm's new configuration, for its history. */
export const configurationUpdate = (
  alarm: Alarm,
  change: 'created' | 'updated',
  now: number,
): AlarmHistoryItem => ({
  alarmName: alarm.name,
  alarmType: alarmTypeOf(alarm),
  timestamp: now,
  type: 'ConfigurationUpdate',
  summary: `Alarm "${alarm.name}" ${change}`,
  data: JSON.stringify({ version: '1.0', type: change === 'created' ? 'Create' : 'Update' }),
});
