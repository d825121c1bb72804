import { z } from 'zod';
import { text } from '../../../resources/common/properties.ts';

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-pipes-pipe-pipetargetparameters.html
 * Targets and settings that are not named here are refused.
 */
export const targetParameters = z.strictObject({
  InputTemplate: text.pipe(z.string().max(8192)).optional(),
  EventBridgeEventBusParameters: z
    .strictObject({
      DetailType: text.optional(),
      Source: text.optional(),
      Resources: z.array(text).optional(),
      Time: text.optional(),
    })
    .optional(),
  SqsQueueParameters: z
    .strictObject({ MessageGroupId: text.optional(), MessageDeduplicationId: text.optional() })
    .optional(),
  LambdaFunctionParameters: z
    .strictObject({
      InvocationType: z.enum(['REQUEST_RESPONSE', 'FIRE_AND_FORGET']).default('REQUEST_RESPONSE'),
    })
    .optional(),
});

export type TargetParameters = z.output<typeof targetParameters>;
