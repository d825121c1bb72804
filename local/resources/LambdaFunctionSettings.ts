import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { defineResource } from './common/ResourceType.ts';
import { inert, integer, text } from './common/properties.ts';

/**
 * A cloud is deployed once, so every function has only its first version.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
 */
export const LambdaVersion = defineResource(
  z.strictObject({
    FunctionName: text,
    CodeSha256: inert.optional(),
    Description: inert.optional(),
    ProvisionedConcurrencyConfig: inert.optional(),
    RuntimePolicy: inert.optional(),
  }),
  ({ FunctionName }, { world, services }) => {
    const Version = '1';
    services.lambda.addQualifier(FunctionName, Version);
    const FunctionArn = arnOf(world.account, 'lambda', `function:${bareName(FunctionName)}:${Version}`);
    return { ref: FunctionArn, attributes: { FunctionArn, Version } };
  },
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const LambdaAlias = defineResource(
  z.strictObject({
    FunctionName: text,
    FunctionVersion: inert,
    Name: text,
    Description: inert.optional(),
    ProvisionedConcurrencyConfig: inert.optional(),
  }),
  ({ FunctionName, Name }, { world, services }) => {
    services.lambda.addQualifier(FunctionName, Name);
    const AliasArn = arnOf(world.account, 'lambda', `function:${bareName(FunctionName)}:${Name}`);
    return { ref: AliasArn, attributes: { AliasArn } };
  },
);

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
 */
export const LambdaPermission = defineResource(
  z.strictObject({
    Action: text,
    FunctionName: text,
    Principal: text,
    EventSourceToken: inert.optional(),
    FunctionUrlAuthType: inert.optional(),
    InvokedViaFunctionUrl: inert.optional(),
    PrincipalOrgID: text.optional(),
    SourceAccount: text.optional(),
    SourceArn: text.optional(),
  }),
  (
    { Action, FunctionName, Principal, PrincipalOrgID, SourceAccount, SourceArn },
    { services, logicalId },
  ) => {
    services.lambda.addPermission(FunctionName, {
      statementId: logicalId,
      action: Action,
      principal: Principal,
      principalOrgId: PrincipalOrgID,
      sourceAccount: SourceAccount,
      sourceArn: SourceArn,
    });
    return { ref: logicalId, attributes: { Id: logicalId } };
  },
);

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

/** Returns the function's name, given its ARN or its name. */
const bareName = (functionName: string) => functionName.slice(functionName.lastIndexOf(':') + 1);
