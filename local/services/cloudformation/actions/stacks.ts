import { z } from 'zod';
import { listOf, text } from '../../../platform/checkInput.ts';
import type { Actions } from '../../../platform/Call.ts';
import type { RunningStack } from '../CloudFormation.ts';
import { parseInput } from '../errors.ts';
import { NextToken, pageOf } from '../pages.ts';
import type { Stacks } from '../Stacks.ts';

const anyStack = z.object({ StackName: text(1, 1024).optional(), NextToken });
const oneStack = z.object({ StackName: text(1, 1024) });
const someStatuses = z.object({ StackStatusFilter: listOf(z.string(), 100).optional(), NextToken });
const onlyPage = z.object({ NextToken });

/** What can be asked of stacks as a whole. Only those that run are there: none is remembered that was removed. */
export const stackActions = (stacks: Stacks): Actions => ({
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
  async DescribeStacks(input: unknown) {
    const { StackName, NextToken } = parseInput(anyStack, input);
    const found = StackName === undefined ? stacks.all() : [stacks.find(StackName)];
    const { items, ...next } = pageOf(found, NextToken);
    return { Stacks: items.map((stack) => describeStack(stack, stacks)), ...next };
  },
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html */
  async ListStacks(input: unknown) {
    const { StackStatusFilter, NextToken } = parseInput(someStatuses, input);
    const summaries = stacks.all().map((stack) => summaryOf(stack, stacks));
    const wanted = StackStatusFilter?.length ? new Set(StackStatusFilter) : undefined;
    const { items, ...next } = pageOf(
      summaries.filter(({ StackStatus }) => wanted?.has(StackStatus) ?? true),
      NextToken,
    );
    return { StackSummaries: items, ...next };
  },
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html */
  async GetTemplate(input: unknown) {
    const { template } = stacks.find(parseInput(oneStack, input).StackName);
    return { TemplateBody: JSON.stringify(template, null, 1), StagesAvailable: ['Original', 'Processed'] };
  },
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html */
  async ListExports(input: unknown) {
    const all = stacks.all().flatMap(({ id, exports, outputs }) =>
      Object.entries(exports).map(([output, Name]) => ({
        ExportingStackId: id,
        Name,
        Value: String(outputs[output]),
      })),
    );
    const { items, ...next } = pageOf(all, parseInput(onlyPage, input).NextToken);
    return { Exports: items, ...next };
  },
});

function summaryOf(stack: RunningStack, stacks: Stacks) {
  const { Description } = stack.template;
  const { status, createdAt, changedAt } = stacks.state(stack);
  return {
    StackId: stack.id,
    StackName: stack.name,
    ...(Description !== undefined && { TemplateDescription: Description }),
    CreationTime: createdAt / 1000,
    ...(status === 'UPDATE_COMPLETE' && { LastUpdatedTime: changedAt / 1000 }),
    StackStatus: status,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

function describeStack(stack: RunningStack, stacks: Stacks) {
  const { TemplateDescription, ...summary } = summaryOf(stack, stacks);
  const { Parameters = {}, Outputs = {} } = stack.template;
  return {
    ...summary,
    ...(TemplateDescription !== undefined && { Description: TemplateDescription }),
    // Chosen: parameters have their defaults here, since nobody gives them others.
    Parameters: Object.entries(Parameters).map(([ParameterKey, { Default = '' }]) => ({
      ParameterKey,
      ParameterValue: String(Default),
    })),
    Outputs: Object.entries(stack.outputs).map(([OutputKey, value]) => ({
      OutputKey,
      OutputValue: String(value),
      Description: Outputs[OutputKey]?.Description,
      ExportName: stack.exports[OutputKey],
    })),
    DisableRollback: false,
    NotificationARNs: [],
    Capabilities: [],
    Tags: [],
    EnableTerminationProtection: false,
  };
}
