import type { z } from 'zod';
import type { functionsPage, namedFunction } from './inputs.ts';
import type { CodeLinks } from '../createCodeLinks.ts';
import type { Functions } from '../createFunctions.ts';
import { type DeployedFunction, logGroupOf } from '../deployFunction.ts';

interface FunctionsOnly {
  readonly functions: Functions;
}

interface FunctionsAndCode extends FunctionsOnly {
  readonly codeLinks: CodeLinks;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const GetFunction =
  ({ functions, codeLinks }: FunctionsAndCode) =>
  async ({ FunctionName, Qualifier }: GetFunctionInput) => {
    const deployed = functions.find(FunctionName, Qualifier);
    const { reservedConcurrency, configuration } = deployed;
    return {
      Configuration: { ...describeFunction(deployed), ...(await codeLinks.describe(configuration)) },
      Code: { RepositoryType: 'S3', Location: codeLinks.linkTo(configuration) },
      ...(reservedConcurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
      }),
    };
  };

type GetFunctionInput = z.output<typeof namedFunction>;

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const GetFunctionConfiguration =
  ({ functions, codeLinks }: FunctionsAndCode) =>
  async ({ FunctionName, Qualifier }: GetFunctionInput) => {
    const deployed = functions.find(FunctionName, Qualifier);
    return { ...describeFunction(deployed), ...(await codeLinks.describe(deployed.configuration)) };
  };

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const ListFunctions =
  ({ functions }: FunctionsOnly) =>
  async ({ Marker = '0', MaxItems = 50 }: z.output<typeof functionsPage>) => {
    const start = Number(Marker);
    const all = functions.all();
    const end = start + MaxItems;
    return {
      Functions: all.slice(start, end).map(describeFunction),
      ...(end < all.length && { NextMarker: String(end) }),
    };
  };

/** Without the size and hash of its code: https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export const describeFunction = ({ configuration, deployedAt }: DeployedFunction) => ({
  FunctionName: configuration.functionName,
  FunctionArn: configuration.functionArn,
  Runtime: configuration.runtime,
  Role: configuration.roleArn,
  Handler: configuration.handler,
  Timeout: configuration.timeoutMs / 1000,
  MemorySize: configuration.memoryMb,
  LastModified: new Date(deployedAt).toISOString().replace('Z', '+0000'),
  Version: '$LATEST',
  Environment: { Variables: configuration.environment },
  PackageType: 'Zip',
  LoggingConfig: { LogFormat: 'Text', LogGroup: logGroupOf(configuration) },
  State: 'Active',
  LastUpdateStatus: 'Successful',
  ...(configuration.deadLetterArn && { DeadLetterConfig: { TargetArn: configuration.deadLetterArn } }),
});
