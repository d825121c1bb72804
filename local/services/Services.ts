import type { Assets } from '../assembly/readAssembly.ts';
import type { Mailbox } from '../platform/createMailbox.ts';
import type { AppSync } from './appsync/AppSync.ts';
import type { AppSyncManagement } from './appsync/management/AppSyncManagement.ts';
import type { CloudFormation } from './cloudformation/CloudFormation.ts';
import type { CloudWatch } from './cloudwatch/CloudWatch.ts';
import type { Cognito } from './cognito/Cognito.ts';
import type { DynamoDb } from './dynamodb/DynamoDb.ts';
import type { Events } from './events/Events.ts';
import type { EventSourceMappings } from './eventSourceMappings/EventSourceMappings.ts';
import type { Iam } from './iam/createIam.ts';
import type { FunctionUrls } from './lambda/urls/FunctionUrls.ts';
import type { Lambda } from './lambda/Lambda.ts';
import type { Logs } from './logs/Logs.ts';
import type { Pipes } from './pipes/Pipes.ts';
import type { CloudFront } from './cloudfront/CloudFront.ts';
import type { S3 } from './s3/createS3.ts';
import type { SecretsManager } from './secretsManager/createSecretsManager.ts';
import type { Ses } from './ses/Ses.ts';
import type { Sns } from './sns/Sns.ts';
import type { Sqs } from './sqs/createSqs.ts';
import type { Sts } from './sts/createSts.ts';

/** Every service of the cloud, as resources reach them. */
export interface Services {
  readonly appsync: AppSync;
  readonly appsyncManagement: AppSyncManagement;
  readonly assets: Assets;
  readonly cloudformation: CloudFormation;
  readonly cloudfront: CloudFront;
  readonly cloudwatch: CloudWatch;
  readonly cognito: Cognito;
  readonly dynamodb: DynamoDb;
  readonly eventSourceMappings: EventSourceMappings;
  readonly events: Events;
  readonly iam: Iam;
  readonly functionUrls: FunctionUrls;
  readonly lambda: Lambda;
  readonly logs: Logs;
  readonly mailbox: Mailbox;
  readonly pipes: Pipes;
  readonly s3: S3;
  readonly secretsManager: SecretsManager;
  readonly ses: Ses;
  readonly sns: Sns;
  readonly sqs: Sqs;
  readonly sts: Sts;
}
