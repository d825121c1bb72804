import { z } from 'zod';
import { listOf, matching, text } from '../../../platform/checkInput.ts';
import { arnOf } from '../../../platform/arns.ts';
import { parseJson } from '../../../platform/parseJson.ts';
import type { Account } from '../../../platform/World.ts';
import { dashboardInvalid, dashboardNotFound } from '../errors.ts';
import { epochSeconds } from '../inputs.ts';
import { type Dashboard, deleteDashboard, putDashboard as keepDashboard } from '../createDashboards.ts';
import { defineAction, paginate } from './CloudWatchAction.ts';

const dashboardName = matching(1, 255, '[A-Za-z0-9_-]+');

/** Chosen: AWS bounds an account's dashboards by their price. */
const MOST_DASHBOARDS = 500;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export const putDashboard = defineAction(
  z.object({ DashboardName: dashboardName, DashboardBody: text(1, 1024 * 1024) }),
  ({ DashboardName, DashboardBody }, { world, dashboards }) => {
    checkBody(DashboardBody);
    if (!dashboards.has(DashboardName) && dashboards.size >= MOST_DASHBOARDS)
      throw dashboardInvalid(`There may be at most ${MOST_DASHBOARDS} dashboards.`);
    const dashboard = { name: DashboardName, body: DashboardBody, modifiedAt: world.clock.now() };
    keepDashboard(world, dashboards, dashboard);
    return { DashboardValidationMessages: [] };
  },
);

/** Whether the widgets are what CloudWatch can draw is not checked. */
function checkBody(body: string): void {
  try {
    const parsed = parseJson(body);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return;
  } catch {
    // Refused below, like any other text that is no object.
  }
  throw dashboardInvalid('The field DashboardBody must be a valid JSON object');
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html */
export const getDashboard = defineAction(
  z.object({ DashboardName: dashboardName }),
  ({ DashboardName }, { world, dashboards }) => {
    const dashboard = dashboards.get(DashboardName);
    if (!dashboard) throw dashboardNotFound(DashboardName);
    return {
      DashboardArn: arnOfDashboard(world.account, dashboard),
      DashboardBody: dashboard.body,
      DashboardName,
    };
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListDashboards.html */
export const listDashboards = defineAction(
  z.object({ DashboardNamePrefix: dashboardName.optional(), NextToken: z.string().optional() }),
  ({ DashboardNamePrefix = '', NextToken }, { world, dashboards }) => {
    const found = [...dashboards.values()].filter(({ name }) => name.startsWith(DashboardNamePrefix));
    const { items, ...next } = paginate(found, { most: 1000, token: NextToken });
    const DashboardEntries = items.map((dashboard) => ({
      DashboardArn: arnOfDashboard(world.account, dashboard),
      DashboardName: dashboard.name,
      LastModified: epochSeconds(dashboard.modifiedAt),
      Size: Buffer.byteLength(dashboard.body),
    }));
    return { DashboardEntries, ...next };
  },
);

/** Dashboards are of the account, in every Region. */
const arnOfDashboard = (account: Account, { name }: Dashboard) =>
  arnOf({ ...account, region: '' }, 'cloudwatch', `dashboard/${name}`);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html */
export const deleteDashboards = defineAction(
  z.object({ DashboardNames: listOf(dashboardName, 100) }),
  ({ DashboardNames }, { world, dashboards }) => {
    const missing = DashboardNames.find((name) => !dashboards.has(name));
    if (missing !== undefined) throw dashboardNotFound(missing);
    for (const name of DashboardNames) deleteDashboard(world, dashboards, name);
    return {};
  },
);
