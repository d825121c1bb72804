import type { DeployedFunction } from '../createFunctions.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
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
  State: 'Active',
  LastUpdateStatus: 'Successful',
  ...(configuration.deadLetterArn && { DeadLetterConfig: { TargetArn: configuration.deadLetterArn } }),
});
