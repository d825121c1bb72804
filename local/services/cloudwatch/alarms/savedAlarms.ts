import type { Journal } from '../../../platform/journal/Journal.ts';
import type { Alarm } from './Alarm.ts';

const TREE = 'cloudwatch/alarms';

/** An alarm keeps its state over a restart, as on AWS nothing that is deployed makes it forget. Metrics are not kept. */
export type SavedAlarm = Omit<Alarm, 'arn'>;

export const savedAlarms = (journal: Journal): SavedAlarm[] =>
  [...journal.entries<SavedAlarm>(TREE)].map(([, saved]) => saved);

export function saveAlarm(journal: Journal, { name, input, configuredAt, state }: Alarm): void {
  const value: SavedAlarm = { name, input, configuredAt, state };
  journal.append([{ tree: TREE, key: name, value }]);
}

export const deleteSavedAlarm = (journal: Journal, name: string): void =>
  journal.append([{ tree: TREE, key: name }]);
