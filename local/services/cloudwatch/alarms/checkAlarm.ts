import { validationError } from '../errors.ts';
import type { AlarmInput, CompositeAlarmInput } from './Alarm.ts';
import { conditionsOf } from './AlarmConditions.ts';
import { parseAlarmRule } from './alarmRule.ts';

/** Throws where the alarm could not be watched, before anything is changed. */
export function checkAlarm(input: AlarmInput): void {
  checkActions(input);
  if ('AlarmRule' in input) checkComposite(input);
  else conditionsOf(input);
}

function checkComposite({ AlarmRule, ActionsSuppressor }: CompositeAlarmInput): void {
  if (ActionsSuppressor !== undefined)
    throw validationError('ActionsSuppressor is not supported by the local CloudWatch.');
  parseAlarmRule(AlarmRule);
}

/** AWS also invokes functions and scales, stops and recovers machines. Here an alarm notifies topics. */
function checkActions({ OKActions, AlarmActions, InsufficientDataActions }: AlarmInput): void {
  for (const action of [...OKActions, ...AlarmActions, ...InsufficientDataActions]) {
    if (!/^arn:[^:]+:sns:/.test(action))
      throw validationError(`The local CloudWatch notifies topics of Amazon SNS, not ${action}.`);
  }
}
