import {
  GetFunctionCommand,
  type GetFunctionResponse,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackCode } from '../../local/services/lambda/unpackCode.ts';
import type { Clients } from '../core/clients.ts';
import { errorMessage, OperatorError } from '../core/OperatorError.ts';
import { describeQueue } from '../core/queues.ts';
import type { RehearsedFunction } from './protocol.ts';

/** Who works on a queue: the function that its event source mapping names, and how the two are set. */
export interface Worker {
  readonly function: RehearsedFunction;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string | undefined;
  readonly reportsFailures: boolean;
  /** Deliveries after which SQS itself moves a message; undefined where it never does. */
  readonly maxReceiveCount: number | undefined;
  readonly visibilityTimeoutSeconds: number;
}

export interface FindWorkerOptions {
  /** Folder or ZIP file with the handler's code. @default what is deployed */
  readonly code?: string | undefined;
}

/** Finds who works on a queue, and brings its code here. Throws `OperatorError` for what cannot run on this machine. */
export const findWorker = async (
  clients: Clients,
  queue: { readonly arn: string; readonly url: string; readonly name: string },
  { code }: FindWorkerOptions = {},
): Promise<Worker> => {
  const mapping = await findMapping(clients, queue);
  const deployed = await clients.lambda.send(new GetFunctionCommand({ FunctionName: mapping.functionArn }));
  const { redrivePolicy, visibilityTimeoutSeconds } = await describeQueue(clients, queue.url);
  const environment = deployed.Configuration?.Environment?.Variables ?? {};
  return {
    function: await rehearsedFunction(deployed, environment, code),
    queueArn: queue.arn,
    queueUrl: queue.url,
    deadLetterQueueUrl: environment['DEAD_LETTER_QUEUE_URL'],
    reportsFailures: mapping.reportsFailures,
    maxReceiveCount: redrivePolicy?.maxReceiveCount,
    visibilityTimeoutSeconds,
  };
};

const findMapping = async (
  { lambda }: Clients,
  { arn, name }: { readonly arn: string; readonly name: string },
) => {
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings(
    { client: lambda },
    { EventSourceArn: arn },
  ))
    for (const { FunctionArn, FunctionResponseTypes = [] } of EventSourceMappings)
      if (FunctionArn)
        return {
          functionArn: FunctionArn,
          reportsFailures: FunctionResponseTypes.includes('ReportBatchItemFailures'),
        };
  throw new OperatorError(
    `No Lambda function reads ${name}, so nobody can say what its messages would come to.`,
  );
};

const rehearsedFunction = async (
  { Configuration = {}, Code }: GetFunctionResponse,
  environment: Record<string, string>,
  code: string | undefined,
): Promise<RehearsedFunction> => {
  const {
    FunctionName: name = '',
    FunctionArn: arn = '',
    Runtime,
    Handler,
    MemorySize,
    Timeout,
    Layers,
  } = Configuration;
  if (!Runtime || !Handler || !/^nodejs\d+\.x$/.test(Runtime))
    throw new OperatorError(
      `${name} runs as ${Runtime ?? 'an image'}: a dry run can only run Node.js functions.`,
    );
  if (Layers && Layers.length > 0)
    throw new OperatorError(
      `${name} has layers, which a dry run does not load: name a folder that has all of its code with --code.`,
    );
  return {
    name,
    arn,
    handler: Handler,
    runtime: Runtime,
    memoryMb: MemorySize ?? 128,
    timeoutMs: (Timeout ?? 3) * 1000,
    environment,
    taskRoot: code === undefined ? await download(name, Code?.Location) : await unpack(name, code),
  };
};

const unpack = async (name: string, codePath: string): Promise<string> => {
  try {
    return await unpackCode({ codePath });
  } catch (error) {
    throw new OperatorError(`The code of ${name} cannot be read: ${errorMessage(error)}.`);
  }
};

/** What Lambda unpacks at most: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 262_144_000;

/** Downloads what is deployed. Its address is valid for ten minutes: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
const download = async (name: string, location: string | undefined): Promise<string> => {
  const wanted = 'name a folder with it: --code FOLDER';
  if (!location)
    throw new OperatorError(`Lambda names no place to download the code of ${name} from; ${wanted}`);
  const response = await fetch(location);
  if (!response.ok)
    throw new OperatorError(`The code of ${name} cannot be downloaded (${response.status}); ${wanted}`);
  if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES)
    throw new OperatorError(`The code of ${name} is larger than Lambda takes; ${wanted}`);
  const folder = await mkdtemp(join(tmpdir(), 'dry-run-'));
  try {
    const archive = join(folder, 'code.zip');
    await writeFile(archive, Buffer.from(await response.arrayBuffer()));
    return await unpack(name, archive);
  } finally {
    await rm(folder, { recursive: true });
  }
};
