import { z } from 'zod';
import { OperatorError } from '../platform/errors.ts';
import { arnOf } from '../platform/arns.ts';
import type { FunctionConfiguration } from '../services/lambda/Lambda.ts';
import { inert, integer, text } from './common/properties.ts';
import { type Created, defineResource, type ResourceContext } from './common/ResourceType.ts';

const Code = z.union([
  z.strictObject({
    S3Bucket: text,
    S3Key: text,
    S3ObjectVersion: inert.optional(),
    SourceKMSKeyArn: inert.optional(),
  }),
  z.strictObject({ ZipFile: text }),
]);

const properties = z
  .strictObject({
    Code,
    FunctionName: text.optional(),
    Handler: text,
    Runtime: text,
    Role: text,
    Timeout: integer.default(3),
    MemorySize: integer.default(128),
    Environment: z
      .strictObject({ Variables: z.record(z.string(), text).default({}) })
      .default({ Variables: {} }),
    ReservedConcurrentExecutions: integer.optional(),
    DeadLetterConfig: z.strictObject({ TargetArn: text }).optional(),
    PackageType: z.literal('Zip').optional(),
    Architectures: inert.optional(),
    CodeSigningConfigArn: inert.optional(),
    Description: inert.optional(),
    EphemeralStorage: inert.optional(),
    KmsKeyArn: inert.optional(),
    Layers: inert.optional(),
    LoggingConfig: z
      .strictObject({
        LogGroup: text.optional(),
        // Lambda's own lines are text here, whichever is asked for.
        LogFormat: inert.optional(),
        ApplicationLogLevel: inert.optional(),
        SystemLogLevel: inert.optional(),
      })
      .optional(),
    RecursiveLoop: inert.optional(),
    RuntimeManagementConfig: inert.optional(),
    SnapStart: inert.optional(),
    Tags: inert.optional(),
    TracingConfig: inert.optional(),
    VpcConfig: inert.optional(),
  })
  .refine(({ Layers, Runtime }) => Layers === undefined || !Runtime.startsWith('nodejs'), {
    path: ['Layers'],
    error: 'layers are not supported; bundle what a function needs into its code',
  });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const LambdaFunction = defineResource(
  properties,
  (given, context) => {
    const configuration = configurationOf(given, context);
    if (!isDoneByType(context)) context.services.lambda.createFunction(configuration);
    return createdFrom(configuration);
  },
  {
    replacedBy: ['FunctionName', 'PackageType'],
    identifiedBy: ['FunctionName'],
    async update(given, context) {
      const configuration = configurationOf(given, context);
      if (!isDoneByType(context)) await context.services.lambda.updateFunction(configuration);
      return createdFrom(configuration);
    },
    remove: ({ ref }, context) =>
      isDoneByType(context) ? undefined : context.services.lambda.deleteFunction(ref),
  },
);

/**
 * The function behind the CDK's `BucketDeployment`, by the id that its construct has in every template. It is Python with a
 * command line in a layer, and nobody calls it here: `BucketDeployment.ts` does its work.
 */
const isDoneByType = ({ logicalId }: ResourceContext) =>
  /^CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/.test(logicalId);

function configurationOf(
  given: z.output<typeof properties>,
  context: ResourceContext,
): FunctionConfiguration {
  const functionName = given.FunctionName ?? context.physicalName();
  const { ReservedConcurrentExecutions: reservedConcurrency, DeadLetterConfig } = given;
  const logGroupName = given.LoggingConfig?.LogGroup;
  return {
    functionName,
    functionArn: arnOf(context.world.account, 'lambda', `function:${functionName}`),
    handler: given.Handler,
    ...codeOf(given.Code, context),
    runtime: given.Runtime,
    timeoutMs: given.Timeout * 1000,
    memoryMb: given.MemorySize,
    environment: given.Environment.Variables,
    roleArn: given.Role,
    ...(logGroupName !== undefined && { logGroupName }),
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.TargetArn }),
  };
}

const createdFrom = ({ functionName, functionArn }: FunctionConfiguration): Created => ({
  ref: functionName,
  attributes: { Arn: functionArn },
});

function codeOf(
  code: z.output<typeof Code>,
  { services, logicalId }: ResourceContext,
): { codePath: string; inlineCode?: string } {
  if ('ZipFile' in code) return { codePath: '', inlineCode: code.ZipFile };
  const codePath = services.assets.pathOf(code.S3Bucket, code.S3Key);
  if (codePath) return { codePath };
  throw new OperatorError(
    `${logicalId}: the assembly holds no code s3://${code.S3Bucket}/${code.S3Key}; synthesize it again.`,
  );
}
