import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/**
 * A cloud is deployed once, so every function has one version, the first.
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
    const name = FunctionName.split(':').at(-1)!;
    const FunctionArn = arnOf(world.account, 'lambda', `function:${name}:${Version}`);
    return { ref: FunctionArn, attributes: { FunctionArn, Version } };
  },
);
