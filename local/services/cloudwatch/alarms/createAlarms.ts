import { arnOf } from '../../../platform/arns.ts';
import type { Journal } from '../../../platform/journal/Journal.ts';
import type { World } from '../../../platform/World.ts';
import { validationError } from '../errors.ts';
import {
  type Alarm,
  type AlarmInput,
  type AlarmState,
  isComposite,
  isMetric,
  type NewState,
  type SetState,
} from './Alarm.ts';
import { conditionsOf } from './AlarmConditions.ts';
import { parseAlarmRule } from './alarmRule.ts';
import { checkAlarm } from './checkAlarm.ts';
import {
  type AlarmHistory,
  configurationUpdate,
  createAlarmHistory,
  stateUpdate,
} from './createAlarmHistory.ts';
import { type CompositeWave, createComposites } from './createComposites.ts';
import { createEvaluator } from './createEvaluator.ts';
import type { StateChange } from './notifications.ts';

/** Every alarm of the account. */
export interface Alarms {
  readonly history: AlarmHistory;
  /** Creates an alarm, or changes one, which keeps its state. Throws where CloudWatch refuses it. */
  put(input: AlarmInput): void;
  /** Throws where an alarm is a composite alarm's child. */
  delete(names: readonly string[]): void;
  find(name: string): Alarm | undefined;
  all(): Iterable<Alarm>;
  readonly setState: SetState;
  setActionsEnabled(names: readonly string[], enabled: boolean): void;
  /** Evaluates nothing any more. */
  close(): void;
}

/** Chosen: AWS allows 5,000 in a Region. */
const MOST_ALARMS = 5000;

/** @param onChange called after an alarm's state changed */
export function createAlarms(world: World, onChange: (change: StateChange) => void): Alarms {
  const { clock, journal, account } = world;
  const alarms = new Map<string, Alarm>();
  const history = createAlarmHistory();

  const setState: SetState = (alarm, state) => {
    const changed = transition(world, alarm, state);
    saveAlarm(journal, alarm);
    if (!changed) return;
    history.add(stateUpdate(changed));
    onChange(changed);
    composites.childChanged(alarm);
  };
  const evaluator = createEvaluator(world, setState);
  const composites: CompositeWave = createComposites(alarms, clock, setState);

  const watch = (alarm: Alarm) => {
    if (isComposite(alarm)) composites.watch(alarm, parseAlarmRule(alarm.input.AlarmRule));
    else if (isMetric(alarm)) evaluator.watch(alarm, conditionsOf(alarm.input));
  };

  const unwatch = (name: string) => [evaluator, composites].forEach(({ forget }) => forget(name));

  const replace = (alarm: Alarm) => {
    unwatch(alarm.name);
    alarms.set(alarm.name, alarm);
    saveAlarm(journal, alarm);
    watch(alarm);
  };

  const arnOfAlarm = (name: string) => arnOf(account, 'cloudwatch', `alarm:${name}`);
  for (const saved of savedAlarms(journal)) replace({ ...saved, arn: arnOfAlarm(saved.name) });

  return {
    history,
    put(input) {
      checkAlarm(input);
      const name = input.AlarmName;
      const known = alarms.get(name);
      if (!known) checkRoom(alarms);
      const now = clock.now();
      const { state } = known ?? { state: initialState(now) };
      const alarm: Alarm = { name, arn: arnOfAlarm(name), input, configuredAt: now, state };
      history.add(configurationUpdate(alarm, known ? 'updated' : 'created', now));
      replace(alarm);
    },
    delete(names) {
      composites.checkDeletable(names);
      for (const name of names) {
        unwatch(name);
        if (alarms.delete(name)) deleteSavedAlarm(journal, name);
      }
    },
    find: (name) => alarms.get(name),
    all: () => alarms.values(),
    setState,
    setActionsEnabled(names, ActionsEnabled) {
      for (const name of names) {
        const alarm = alarms.get(name);
        if (alarm) replace({ ...alarm, input: { ...alarm.input, ActionsEnabled } });
      }
    },
    close: evaluator.close,
  };
}

function checkRoom({ size }: ReadonlyMap<string, Alarm>): void {
  if (size >= MOST_ALARMS)
    throw validationError('The maximum number of alarms for this account has been reached.');
}

const initialState = (now: number): AlarmState => ({
  value: 'INSUFFICIENT_DATA',
  reason: 'Unchecked: Initial alarm creation',
  updatedAt: now,
  transitionedAt: now,
});

/** Gives the alarm its state. Returns the change where its value is another one. */
function transition({ clock }: World, alarm: Alarm, state: NewState): StateChange | undefined {
  const before = alarm.state;
  const now = clock.now();
  const isSame = before.value === state.value;
  alarm.state = { ...state, updatedAt: now, transitionedAt: isSame ? before.transitionedAt : now };
  return isSame ? undefined : { alarm, before, after: alarm.state };
}

/** In the journal: an alarm keeps its state over a restart, as on AWS nothing that is deployed makes it forget. Metrics are not kept. */
const TREE = 'cloudwatch/alarms';

type SavedAlarm = Omit<Alarm, 'arn'>;

const savedAlarms = (journal: Journal): SavedAlarm[] =>
  [...journal.entries<SavedAlarm>(TREE)].map(([, saved]) => saved);

function saveAlarm(journal: Journal, { name, input, configuredAt, state }: Alarm): void {
  const value: SavedAlarm = { name, input, configuredAt, state };
  journal.append([{ tree: TREE, key: name, value }]);
}

const deleteSavedAlarm = (journal: Journal, name: string): void =>
  journal.append([{ tree: TREE, key: name }]);
