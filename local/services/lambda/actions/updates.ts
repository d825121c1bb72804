import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Functions } from '../createFunctions.ts';
import { checkSupported } from '../deployFunction.ts';
import type { FunctionConfiguration } from '../Lambda.ts';
import { unpackCode } from '../unpackCode.ts';
import { describeFunction } from './functions.ts';
import type { codeUpdate, configurationUpdate } from './inputs.ts';

interface FunctionsOnly {
  readonly functions: Functions;
}

/**
 * Replaces a function's code. Like every change by this API it lasts until the cloud ends: the next start deploys what
 * the template says.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
 */
export const UpdateFunctionCode =
  ({ functions }: FunctionsOnly) =>
  async ({ FunctionName, ZipFile }: z.output<typeof codeUpdate>) => {
    const deployed = functions.find(FunctionName);
    const archive = Buffer.from(ZipFile, 'base64');
    await unpackCode({ ...deployed.configuration, archive }).catch(throwUnzippable);
    await deployed.update({ ...deployed.configuration, archive });
    const CodeSha256 = createHash('sha256').update(archive).digest('base64');
    return { ...describeFunction(deployed), CodeSha256, CodeSize: archive.length };
  };

/** In AWS's words: recorded in https://github.com/boto/boto3/issues/488. */
const throwUnzippable = (): never => {
  throw new AwsError(
    'InvalidParameterValueException',
    'Could not unzip uploaded file. Please check your file, then try to upload again.',
    { fields: { Type: 'User' } },
  );
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const UpdateFunctionConfiguration =
  ({ functions }: FunctionsOnly) =>
  async (change: z.output<typeof configurationUpdate>) => {
    const deployed = functions.find(change.FunctionName);
    const changed = changeOf(change);
    const next = { ...deployed.configuration, ...changed };
    checkSupported(next);
    await deployed.update(next);
    return describeFunction(deployed);
  };

/** Members that are not given stay as they are; the variables that are given replace all. */
const changeOf = ({
  Timeout,
  MemorySize,
  Handler,
  Environment,
}: z.output<typeof configurationUpdate>): Partial<FunctionConfiguration> => ({
  ...(Timeout !== undefined && { timeoutMs: Timeout * 1000 }),
  ...(MemorySize !== undefined && { memoryMb: MemorySize }),
  ...(Handler !== undefined && { handler: Handler }),
  ...(Environment && { environment: Environment.Variables }),
});
