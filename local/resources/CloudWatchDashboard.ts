import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import { cloudFormationCall, defineResource } from './common/ResourceType.ts';
import { inert, text } from './common/properties.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html */
export const CloudWatchDashboard = defineResource(
  z.strictObject({ DashboardName: text.optional(), DashboardBody: text, Tags: inert.optional() }),
  async ({ DashboardName: given, DashboardBody }, { world, services, physicalName }) => {
    const DashboardName = given ?? physicalName(255);
    const input = { DashboardName, DashboardBody };
    await callAction(services.cloudwatch.actions, 'PutDashboard', input, cloudFormationCall(world));
    return { ref: DashboardName };
  },
  {
    replacedBy: ['DashboardName'],
    identifiedBy: ['DashboardName'],
    async remove({ ref }, { world, services }) {
      const input = { DashboardNames: [ref] };
      await callAction(services.cloudwatch.actions, 'DeleteDashboards', input, cloudFormationCall(world));
    },
  },
);
