import { z } from 'zod';
import { inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/**
 * Accepted without effect: nobody is kept from writing logs.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html
 */
export const LogsResourcePolicy = defineResource(
  z.strictObject({ PolicyName: text, PolicyDocument: inert.optional(), ResourceArn: inert.optional() }),
  ({ PolicyName }) => ({ ref: PolicyName }),
);
