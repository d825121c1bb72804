import type { Actions, Call } from '../../platform/Call.ts';
import { errorMessage } from '../../platform/errors.ts';
import { newTraceId } from '../../platform/traceIds.ts';
import type { World } from '../../platform/World.ts';
import type { Alarm, StateValue } from './alarms/Alarm.ts';
import { alarmTypeOf } from './alarms/createAlarmHistory.ts';
import { createAlarms } from './alarms/createAlarms.ts';
import { alarmNotification, type StateChange, stateChangeEvent } from './alarms/notifications.ts';
import type { Events } from '../events/Events.ts';
import type { CloudWatch, Notify } from './CloudWatch.ts';
import { createDashboards } from './createDashboards.ts';
import { cloudWatchActions } from './cloudWatchActions.ts';

export interface CloudWatchOptions {
  readonly notify: Notify;
  readonly publishEvent: Events['publishServiceEvent'];
}

/** Amazon CloudWatch over the metrics that all services record. Alarms follow the world's clock. */
export function createCloudWatch(world: World, { notify, publishEvent }: CloudWatchOptions): CloudWatch {
  const alarms = createAlarms(world, (change) => {
    publishToFeed(world, change);
    const call = alarmCall(world, change.alarm);
    publishEvent(stateChangeEvent(change), call);
    void world.activity.run(() => runActions(change, call));
  });

  const dashboards = createDashboards(world);

  const runActions = async (change: StateChange, call: Call) => {
    const { alarm, after } = change;
    if (!alarm.input.ActionsEnabled) return;
    const notification = alarmNotification(world.account, change);
    for (const topicArn of actionsOf(alarm, after.value)) {
      try {
        await notify(topicArn, notification, call);
        recordAction(alarm, `Successfully executed action ${topicArn}`);
      } catch (error) {
        reportFailure(world, alarm, topicArn, error, call);
        recordAction(alarm, `Failed to execute action ${topicArn}`);
      }
    }
  };

  const recordAction = (alarm: Alarm, summary: string) =>
    alarms.history.add({
      alarmName: alarm.name,
      alarmType: alarmTypeOf(alarm),
      timestamp: world.clock.now(),
      type: 'Action',
      summary,
      data: JSON.stringify({ version: '1.0' }),
    });

  const actions: Actions = Object.fromEntries(
    Object.entries(cloudWatchActions).map(([name, run]) => [
      name,
      async (input: unknown, call: Call) => run(input, { world, alarms, dashboards, call }),
    ]),
  );
  return { actions, close: alarms.close };
}

function actionsOf({ input }: Alarm, state: StateValue): readonly string[] {
  if (state === 'ALARM') return input.AlarmActions;
  return state === 'OK' ? input.OKActions : input.InsufficientDataActions;
}

const publishToFeed = ({ feed }: World, { alarm, before, after }: StateChange) =>
  feed.publish({
    kind: 'alarm',
    traceId: null,
    alarm: alarm.name,
    state: after.value,
    previousState: before.value,
    reason: after.reason,
    ...(alarm.input.AlarmDescription !== undefined && { description: alarm.input.AlarmDescription }),
  });

const reportFailure = (
  { feed }: World,
  { name }: Alarm,
  topicArn: string,
  error: unknown,
  { traceId }: Call,
) =>
  feed.publish({
    kind: 'failure',
    traceId,
    source: name,
    code: error instanceof Error ? error.name : 'InternalFailure',
    message: `${topicArn} was not notified: ${errorMessage(error)}`,
  });

/** Alarms act in CloudWatch's own name: a topic's policy allows `cloudwatch.amazonaws.com`. */
const alarmCall = ({ clock, random }: World, { arn }: Alarm): Call => ({
  traceId: newTraceId(clock.now(), random),
  principal: { arn: 'cloudwatch.amazonaws.com', accessKeyId: '', sourceArn: arn },
});
