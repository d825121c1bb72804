import { z } from 'zod';
import { integer, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

const Destination = z.strictObject({ Destination: text }).optional();

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const LambdaEventInvokeConfig = defineResource(
  z.strictObject({
    FunctionName: text,
    Qualifier: text,
    MaximumEventAgeInSeconds: integer.optional(),
    MaximumRetryAttempts: integer.optional(),
    DestinationConfig: z.strictObject({ OnSuccess: Destination, OnFailure: Destination }).optional(),
  }),
  (properties, { services, logicalId }) => {
    const { FunctionName, MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = properties;
    services.lambda.configureAsync(FunctionName, {
      ...(MaximumRetryAttempts !== undefined && { maximumRetryAttempts: MaximumRetryAttempts }),
      ...(MaximumEventAgeInSeconds !== undefined && { maximumEventAgeSeconds: MaximumEventAgeInSeconds }),
      ...(DestinationConfig?.OnSuccess && { onSuccessArn: DestinationConfig.OnSuccess.Destination }),
      ...(DestinationConfig?.OnFailure && { onFailureArn: DestinationConfig.OnFailure.Destination }),
    });
    return { ref: logicalId };
  },
);
