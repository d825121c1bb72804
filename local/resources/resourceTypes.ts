import { AppSyncApiKey } from './AppSyncApiKey.ts';
import { AppSyncDataSource } from './AppSyncDataSource.ts';
import { AppSyncFunctionConfiguration } from './AppSyncFunctionConfiguration.ts';
import { AppSyncGraphQLApi } from './AppSyncGraphQLApi.ts';
import { AppSyncGraphQLSchema } from './AppSyncGraphQLSchema.ts';
import { AppSyncResolver } from './AppSyncResolver.ts';
import { CdkMetadata } from './CdkMetadata.ts';
import { CloudWatchAlarm } from './CloudWatchAlarm.ts';
import { CloudWatchDashboard } from './CloudWatchDashboard.ts';
import { CognitoUserPool } from './CognitoUserPool.ts';
import { CognitoUserPoolClient } from './CognitoUserPoolClient.ts';
import { CognitoUserPoolGroup } from './CognitoUserPoolGroup.ts';
import { DynamoDBGlobalTable } from './DynamoDBGlobalTable.ts';
import { DynamoDBTable } from './DynamoDBTable.ts';
import { EventsArchive } from './EventsArchive.ts';
import { EventsEventBus } from './EventsEventBus.ts';
import { EventsEventBusPolicy } from './EventsEventBusPolicy.ts';
import { EventsRule } from './EventsRule.ts';
import { IamManagedPolicy } from './IamManagedPolicy.ts';
import { IamPolicy } from './IamPolicy.ts';
import { IamRole } from './IamRole.ts';
import { LambdaAlias } from './LambdaAlias.ts';
import { LambdaEventInvokeConfig } from './LambdaEventInvokeConfig.ts';
import { LambdaEventSourceMapping } from './LambdaEventSourceMapping.ts';
import { LambdaFunction } from './LambdaFunction.ts';
import { LambdaPermission } from './LambdaPermission.ts';
import { LambdaVersion } from './LambdaVersion.ts';
import { LogsLogGroup } from './LogsLogGroup.ts';
import { LogsResourcePolicy } from './LogsResourcePolicy.ts';
import { PipesPipe } from './PipesPipe.ts';
import { SqsQueue } from './SqsQueue.ts';
import { SqsQueuePolicy } from './SqsQueuePolicy.ts';
import type { ResourceType } from './ResourceType.ts';

/** Every CloudFormation type that can be made on one machine. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::AppSync::ApiKey': AppSyncApiKey,
  'AWS::AppSync::DataSource': AppSyncDataSource,
  'AWS::AppSync::FunctionConfiguration': AppSyncFunctionConfiguration,
  'AWS::AppSync::GraphQLApi': AppSyncGraphQLApi,
  'AWS::AppSync::GraphQLSchema': AppSyncGraphQLSchema,
  'AWS::AppSync::Resolver': AppSyncResolver,
  'AWS::CDK::Metadata': CdkMetadata,
  'AWS::CloudWatch::Alarm': CloudWatchAlarm,
  'AWS::CloudWatch::Dashboard': CloudWatchDashboard,
  'AWS::Cognito::UserPool': CognitoUserPool,
  'AWS::Cognito::UserPoolClient': CognitoUserPoolClient,
  'AWS::Cognito::UserPoolGroup': CognitoUserPoolGroup,
  'AWS::DynamoDB::GlobalTable': DynamoDBGlobalTable,
  'AWS::DynamoDB::Table': DynamoDBTable,
  'AWS::Events::Archive': EventsArchive,
  'AWS::Events::EventBus': EventsEventBus,
  'AWS::Events::EventBusPolicy': EventsEventBusPolicy,
  'AWS::Events::Rule': EventsRule,
  'AWS::IAM::ManagedPolicy': IamManagedPolicy,
  'AWS::IAM::Policy': IamPolicy,
  'AWS::IAM::Role': IamRole,
  'AWS::Lambda::Alias': LambdaAlias,
  'AWS::Lambda::EventInvokeConfig': LambdaEventInvokeConfig,
  'AWS::Lambda::EventSourceMapping': LambdaEventSourceMapping,
  'AWS::Lambda::Function': LambdaFunction,
  'AWS::Lambda::Permission': LambdaPermission,
  'AWS::Lambda::Version': LambdaVersion,
  'AWS::Logs::LogGroup': LogsLogGroup,
  'AWS::Logs::ResourcePolicy': LogsResourcePolicy,
  'AWS::Pipes::Pipe': PipesPipe,
  'AWS::SQS::Queue': SqsQueue,
  'AWS::SQS::QueuePolicy': SqsQueuePolicy,
};
