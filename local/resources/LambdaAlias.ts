import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

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
    const AliasArn = arnOf(world.account, 'lambda', `function:${FunctionName.split(':').at(-1)!}:${Name}`);
    return { ref: AliasArn, attributes: { AliasArn } };
  },
);
