import { z } from 'zod';
import { inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/**
 * Resource policies are not enforced on one machine: whoever is told of a function may invoke it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
 */
export const LambdaPermission = defineResource(
  z.strictObject({
    Action: inert,
    FunctionName: text,
    Principal: inert,
    EventSourceToken: inert.optional(),
    FunctionUrlAuthType: inert.optional(),
    InvokedViaFunctionUrl: inert.optional(),
    PrincipalOrgID: inert.optional(),
    SourceAccount: inert.optional(),
    SourceArn: inert.optional(),
  }),
  (_, { logicalId }) => ({ ref: logicalId, attributes: { Id: logicalId } }),
);
