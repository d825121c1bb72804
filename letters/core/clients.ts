import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PipesClient } from '@aws-sdk/client-pipes';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The services of AWS that dead letters are read and brought back by. */
export interface Clients {
  readonly sqs: SQSClient;
  readonly logs: CloudWatchLogsClient;
  readonly dynamodb: DynamoDBDocumentClient;
  readonly streams: DynamoDBStreamsClient;
  readonly events: EventBridgeClient;
  readonly lambda: LambdaClient;
  readonly pipes: PipesClient;
}

/** What needs no more than the queues. */
export type QueueClients = Pick<Clients, 'sqs'>;

export interface ClientOptions {
  /** @default - as the SDK finds it: `AWS_REGION`, or the profile's */
  readonly region?: string | undefined;
  /** Profile of the shared configuration files. @default - as the SDK finds it */
  readonly profile?: string | undefined;
  /** Where AWS is, if not at AWS: a local cloud. @default - as the SDK finds it */
  readonly endpointUrl?: string | undefined;
  /** @default - as the SDK finds them */
  readonly credentials?:
    | { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }
    | undefined;
}

/** A client opens no connection, and looks for no credentials, before its first request. */
export function createClients({ region, profile, endpointUrl, credentials }: ClientOptions = {}): Clients {
  const settings = {
    ...(region && { region }),
    ...(profile && { profile }),
    ...(endpointUrl && { endpoint: endpointUrl }),
    ...(credentials && { credentials }),
    // A throttle is answered by waiting, with jitter: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
    maxAttempts: 5,
  };
  return {
    sqs: new SQSClient(settings),
    logs: new CloudWatchLogsClient(settings),
    dynamodb: DynamoDBDocumentClient.from(new DynamoDBClient(settings)),
    streams: new DynamoDBStreamsClient(settings),
    events: new EventBridgeClient(settings),
    lambda: new LambdaClient(settings),
    pipes: new PipesClient(settings),
  };
}
