import { GetFunctionConfigurationCommand, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import type { Clients } from './clients.ts';
import type { DeadLetterQueue } from './Letter.ts';
import { nameOf } from './queues.ts';

/** The function that works on a queue. */
export interface Worker {
  readonly functionName: string;
  readonly logGroup: string;
  /** Seconds; https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
  readonly timeout: number;
  /** Of its environment: the stage's table. */
  readonly tableName: string | undefined;
}

/** The functions that work on the queues whose dead letters these are. Throws AWS's error where they may not be asked for. */
export async function findWorkers(
  { lambda }: Pick<Clients, 'lambda'>,
  { sources }: Pick<DeadLetterQueue, 'sources'>,
): Promise<Worker[]> {
  const names = new Set<string>();
  for (const { arn } of sources) {
    const pages = paginateListEventSourceMappings({ client: lambda }, { EventSourceArn: arn });
    for await (const { EventSourceMappings = [] } of pages)
      for (const { FunctionArn } of EventSourceMappings) if (FunctionArn) names.add(FunctionArn);
  }
  return Promise.all([...names].map((name) => describeWorker({ lambda }, name)));
}

async function describeWorker({ lambda }: Pick<Clients, 'lambda'>, functionArn: string): Promise<Worker> {
  const { FunctionName, LoggingConfig, Timeout, Environment } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionArn }),
  );
  const functionName = FunctionName ?? nameOf(functionArn);
  return {
    functionName,
    // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
    logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`,
    timeout: Timeout ?? 3,
    tableName: Environment?.Variables?.['TABLE_NAME'],
  };
}

/** The table that the workers of these queues write to; undefined where none says so. */
export async function findTable(
  clients: Pick<Clients, 'lambda'>,
  queues: readonly Pick<DeadLetterQueue, 'sources'>[],
): Promise<string | undefined> {
  for (const queue of queues) {
    if (queue.sources.length === 0) continue;
    const found = (await findWorkers(clients, queue)).find(({ tableName }) => tableName !== undefined);
    if (found) return found.tableName;
  }
  return undefined;
}
