import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import {
  type Created,
  defineResource,
  nothingToRemove,
  type ResourceContext,
} from './common/ResourceType.ts';
import { flag, inert, integer, text } from './common/properties.ts';

/**
 * A version is a number here, and runs the function's code of the day: it is not frozen.
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
    const Version = services.lambda.publishVersion(FunctionName);
    const FunctionArn = arnOf(world.account, 'lambda', `function:${bareName(FunctionName)}:${Version}`);
    return { ref: FunctionArn, attributes: { FunctionArn, Version } };
  },
  {
    replacedBy: [
      'CodeSha256',
      'Description',
      'FunctionName',
      'ProvisionedConcurrencyConfig',
      'RuntimePolicy',
    ],
    // Nothing of a version can be changed, and each has a number of its own.
    update: (_properties, _context, { properties: _, ...unchanged }) => unchanged,
    remove: removeQualifier,
  },
);

/**
 * Gets an ARN, and is loaded by no function: `LambdaFunction.ts` refuses those that ask for one.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html
 */
export const LambdaLayerVersion = defineResource(
  z.strictObject({
    Content: inert,
    LayerName: text.optional(),
    CompatibleArchitectures: inert.optional(),
    CompatibleRuntimes: inert.optional(),
    Description: inert.optional(),
    LicenseInfo: inert.optional(),
  }),
  ({ LayerName }, { world, physicalName }) => {
    const LayerVersionArn = arnOf(world.account, 'lambda', `layer:${LayerName ?? physicalName()}:1`);
    return { ref: LayerVersionArn, attributes: { LayerVersionArn } };
  },
  {
    replacedBy: [
      'CompatibleArchitectures',
      'CompatibleRuntimes',
      'Content',
      'Description',
      'LayerName',
      'LicenseInfo',
    ],
    remove: nothingToRemove,
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
  { replacedBy: ['FunctionName', 'Name'], identifiedBy: ['FunctionName', 'Name'], remove: removeQualifier },
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
    FunctionUrlAuthType: z.enum(['AWS_IAM', 'NONE']).optional(),
    InvokedViaFunctionUrl: flag.optional(),
    PrincipalOrgID: text.optional(),
    SourceAccount: text.optional(),
    SourceArn: text.optional(),
  }),
  (
    {
      Action,
      FunctionName,
      FunctionUrlAuthType,
      InvokedViaFunctionUrl,
      Principal,
      PrincipalOrgID,
      SourceAccount,
      SourceArn,
    },
    { services, physicalName },
  ) => {
    // At most 100 characters: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
    const statementId = physicalName(100);
    services.lambda.addPermission(FunctionName, {
      statementId,
      action: Action,
      principal: Principal,
      principalOrgId: PrincipalOrgID,
      sourceAccount: SourceAccount,
      sourceArn: SourceArn,
      functionUrlAuthType: FunctionUrlAuthType,
      invokedViaFunctionUrl: InvokedViaFunctionUrl,
    });
    return { ref: statementId, attributes: { Id: statementId } };
  },
  {
    // All of them, which is what CloudFormation documents.
    replacedBy: [
      'Action',
      'EventSourceToken',
      'FunctionName',
      'FunctionUrlAuthType',
      'InvokedViaFunctionUrl',
      'Principal',
      'PrincipalOrgID',
      'SourceAccount',
      'SourceArn',
    ],
    remove: ({ ref, properties: { FunctionName } }, { services }) =>
      services.lambda.removePermission(FunctionName, ref),
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
  {
    replacedBy: ['FunctionName', 'Qualifier'],
    identifiedBy: ['FunctionName', 'Qualifier'],
    remove: ({ properties: { FunctionName } }, { services }) =>
      services.lambda.configureAsync(FunctionName, {}),
  },
);

/** Returns the function's name, given its ARN or its name. */
const bareName = (functionName: string) => functionName.slice(functionName.lastIndexOf(':') + 1);

/** By the ARN of a version or an alias. */
function removeQualifier({ ref }: Created, { services }: ResourceContext): void {
  const at = ref.lastIndexOf(':');
  services.lambda.removeQualifier(ref.slice(0, at), ref.slice(at + 1));
}
