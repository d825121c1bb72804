import type { World } from '../../platform/World.ts';

export interface Dashboard {
  readonly name: string;
  /** JSON text, as it was put. */
  readonly body: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

/** Dashboards are kept and returned; nothing here draws them. */
export type Dashboards = Map<string, Dashboard>;

const TREE = 'cloudwatch/dashboards';

export const createDashboards = ({ journal }: World): Dashboards => new Map(journal.entries<Dashboard>(TREE));

export function putDashboard({ journal }: World, dashboards: Dashboards, dashboard: Dashboard): void {
  dashboards.set(dashboard.name, dashboard);
  journal.append([{ tree: TREE, key: dashboard.name, value: dashboard }]);
}

export function deleteDashboard({ journal }: World, dashboards: Dashboards, name: string): void {
  dashboards.delete(name);
  journal.append([{ tree: TREE, key: name }]);
}
