import { z } from 'zod';
import { inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/**
 * Accepted without effect: there are no metrics to show.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html
 */
export const CloudWatchDashboard = defineResource(
  z.strictObject({ DashboardName: text.optional(), DashboardBody: inert, Tags: inert.optional() }),
  ({ DashboardName }, { physicalName }) => ({ ref: DashboardName ?? physicalName(255) }),
);
