import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { sourceParameters, targetParameters } from '../services/pipes/parameters.ts';
import { inert, text } from './common/properties.ts';
import { defineResource } from './common/ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html */
export const PipesPipe = defineResource(
  z.strictObject({
    Name: text.optional(),
    Description: inert.optional(),
    RoleArn: text,
    Source: text,
    SourceParameters: sourceParameters.default({}),
    Target: text,
    TargetParameters: targetParameters.default({}),
    DesiredState: z.enum(['RUNNING', 'STOPPED']).default('RUNNING'),
    LogConfiguration: inert.optional(),
    KmsKeyIdentifier: inert.optional(),
    Tags: inert.optional(),
  }),
  (properties, { world, services, physicalName }) => {
    const name = properties.Name ?? physicalName();
    const arn = arnOf(world.account, 'pipes', `pipe/${name}`);
    services.pipes.create({
      name,
      arn,
      sourceArn: properties.Source,
      targetArn: properties.Target,
      roleArn: properties.RoleArn,
      running: properties.DesiredState === 'RUNNING',
      sourceParameters: properties.SourceParameters,
      targetParameters: properties.TargetParameters,
    });
    const now = new Date(world.clock.now()).toISOString();
    const attributes = {
      Arn: arn,
      CurrentState: properties.DesiredState,
      StateReason: '',
      CreationTime: now,
      LastModifiedTime: now,
    };
    return { ref: name, attributes };
  },
);
