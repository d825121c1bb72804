import { z } from 'zod';
import { text } from '../../../platform/checkInput.ts';
import type { Actions } from '../../../platform/Call.ts';
import type { RunningStack } from '../CloudFormation.ts';
import { parseInput, validationError } from '../errors.ts';
import { NextToken, pageOf } from '../pages.ts';
import type { Stacks } from '../Stacks.ts';

const stackName = text(1, 1024);
const stackPage = z.object({ StackName: stackName, NextToken });
const oneResource = z.object({ StackName: stackName, LogicalResourceId: z.string() });
const someResources = z.object({
  StackName: stackName.optional(),
  LogicalResourceId: z.string().optional(),
  PhysicalResourceId: z.string().optional(),
});

/** What can be asked of the resources of a stack. */
export const resourceActions = (stacks: Stacks): Actions => ({
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
  async ListStackResources(input: unknown) {
    const { StackName, NextToken } = parseInput(stackPage, input);
    const stack = stacks.find(StackName);
    const { items, ...next } = pageOf(Object.keys(stack.resources), NextToken);
    const StackResourceSummaries = items.map((logicalId) => {
      const { at, ...resource } = resourceOf(stack, logicalId, stacks);
      return { ...resource, LastUpdatedTimestamp: at };
    });
    return { StackResourceSummaries, ...next };
  },
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html */
  async DescribeStackResource(input: unknown) {
    const { StackName, LogicalResourceId } = parseInput(oneResource, input);
    const stack = stacks.find(StackName);
    // Recorded: https://github.com/aws-samples/amazon-rekognition-video-analyzer/issues/23
    if (!Object.hasOwn(stack.resources, LogicalResourceId))
      throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
    const { at, ...resource } = resourceOf(stack, LogicalResourceId, stacks);
    const { Metadata } = stack.template.Resources[LogicalResourceId] ?? {};
    const StackResourceDetail = {
      ...ownerOf(stack),
      ...resource,
      LastUpdatedTimestamp: at,
      ...(Metadata && { Metadata: JSON.stringify(Metadata) }),
    };
    return { StackResourceDetail };
  },
  /** Of at most a hundred, as documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html */
  async DescribeStackResources(input: unknown) {
    const { StackName, LogicalResourceId, PhysicalResourceId } = parseInput(someResources, input);
    if ((StackName === undefined) === (PhysicalResourceId === undefined))
      throw validationError('Specify either StackName or PhysicalResourceId.');
    const stack =
      StackName === undefined ? ownerOfResource(stacks, PhysicalResourceId) : stacks.find(StackName);
    const found = Object.keys(stack.resources).filter(
      (logicalId) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
    );
    const StackResources = pageOf(found, undefined).items.map((logicalId) => {
      const { at, ...resource } = resourceOf(stack, logicalId, stacks);
      return { ...ownerOf(stack), ...resource, Timestamp: at };
    });
    return { StackResources };
  },
});

function ownerOfResource(stacks: Stacks, physicalId: string | undefined): RunningStack {
  const owner = stacks
    .all()
    .find(({ resources }) => Object.values(resources).some(({ ref }) => ref === physicalId));
  if (!owner) throw validationError(`Stack for ${physicalId} does not exist`);
  return owner;
}

const ownerOf = ({ name, id }: RunningStack) => ({ StackName: name, StackId: id });

function resourceOf(stack: RunningStack, logicalId: string, stacks: Stacks) {
  const { status, changedAt } = stacks.state(stack, logicalId);
  const resource = stack.resources[logicalId];
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: resource?.ref,
    ResourceType: resource?.type,
    at: changedAt / 1000,
    ResourceStatus: status,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}
