import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import type { Actions } from '../../platform/Call.ts';
import { checkInput } from '../../platform/checkInput.ts';
import type { Positions } from '../polling/createPositions.ts';
import type { Poller } from '../polling/startPoller.ts';
import type { Pipe } from './Pipes.ts';

/** A pipe, and when it was made. */
export interface MadePipe {
  readonly pipe: Pipe;
  /** Undefined while it is stopped. */
  readonly poller: Poller | undefined;
  readonly positions: Positions;
  /** Epoch milliseconds, as the other time. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

const named = z.object({ Name: z.string().min(1).max(64) });
const page = z.object({
  NamePrefix: z.string().default(''),
  SourcePrefix: z.string().default(''),
  TargetPrefix: z.string().default(''),
  NextToken: z
    .string()
    .regex(/^\d{1,9}$/)
    .default('0'),
  Limit: z.coerce.number().int().min(1).max(100).default(100),
});

/** What can be asked of pipes here: https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_Operations.html */
export const createPipeActions = (made: ReadonlyMap<string, MadePipe>): Actions => ({
  async DescribePipe(input: unknown) {
    const { Name } = parse(named, input);
    const found = made.get(Name);
    // Chosen: AWS documents the exception and not its words.
    if (!found) throw new AwsError('NotFoundException', `Pipe ${Name} does not exist.`, { status: 404 });
    const { roleArn, sourceParameters, targetParameters } = found.pipe;
    return {
      ...summaryOf(found),
      RoleArn: roleArn,
      SourceParameters: sourceParameters,
      TargetParameters: targetParameters,
    };
  },
  async ListPipes(input: unknown) {
    const { NamePrefix, SourcePrefix, TargetPrefix, NextToken, Limit } = parse(page, input);
    const found = [...made.values()].filter(
      ({ pipe: { name, sourceArn, targetArn } }) =>
        name.startsWith(NamePrefix) &&
        sourceArn.startsWith(SourcePrefix) &&
        targetArn.startsWith(TargetPrefix),
    );
    const start = Number(NextToken);
    return {
      Pipes: found.slice(start, start + Limit).map(summaryOf),
      ...(start + Limit < found.length && { NextToken: String(start + Limit) }),
    };
  },
});

const summaryOf = ({ pipe, createdAt, modifiedAt }: MadePipe) => ({
  Name: pipe.name,
  Arn: pipe.arn,
  Source: pipe.sourceArn,
  Target: pipe.targetArn,
  DesiredState: pipe.running ? 'RUNNING' : 'STOPPED',
  CurrentState: pipe.running ? 'RUNNING' : 'STOPPED',
  CreationTime: createdAt / 1000,
  LastModifiedTime: modifiedAt / 1000,
});

const parse = <Schema extends z.ZodType>(schema: Schema, input: unknown) =>
  checkInput(schema, input, ({ message }) => new AwsError('ValidationException', message));
