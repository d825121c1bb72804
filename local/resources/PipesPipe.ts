import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import type { Pipe } from '../services/pipes/Pipes.ts';
import { sourceParameters, targetParameters } from '../services/pipes/parameters.ts';
import { inert, text } from './common/properties.ts';
import { type Created, defineResource, type ResourceContext } from './common/ResourceType.ts';

const properties = z.strictObject({
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
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html */
export const PipesPipe = defineResource(
  properties,
  (given, context) => {
    const pipe = pipeOf(given, context);
    context.services.pipes.create(pipe);
    const now = new Date(context.world.clock.now()).toISOString();
    return createdFrom(pipe, { CreationTime: now, LastModifiedTime: now });
  },
  {
    replacedBy: ['Name', 'Source'],
    identifiedBy: ['Name'],
    update(given, context, { attributes }) {
      const pipe = pipeOf(given, context);
      context.services.pipes.update(pipe);
      const LastModifiedTime = new Date(context.world.clock.now()).toISOString();
      return createdFrom(pipe, { CreationTime: attributes?.['CreationTime'], LastModifiedTime });
    },
    remove: ({ ref }, { services }) => services.pipes.delete(ref),
  },
);

function pipeOf(given: z.output<typeof properties>, { world, physicalName }: ResourceContext): Pipe {
  const name = given.Name ?? physicalName();
  return {
    name,
    arn: arnOf(world.account, 'pipes', `pipe/${name}`),
    sourceArn: given.Source,
    targetArn: given.Target,
    roleArn: given.RoleArn,
    running: given.DesiredState === 'RUNNING',
    sourceParameters: given.SourceParameters,
    targetParameters: given.TargetParameters,
  };
}

const createdFrom = ({ name, arn, running }: Pipe, times: object): Created => ({
  ref: name,
  attributes: { Arn: arn, CurrentState: running ? 'RUNNING' : 'STOPPED', StateReason: '', ...times },
});
