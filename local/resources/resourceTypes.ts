import { AppSyncApiKey } from './AppSyncApiKey.ts';
import { AppSyncGraphQLApi } from './AppSyncGraphQLApi.ts';
import { CognitoUserPool } from './CognitoUserPool.ts';
import { CognitoUserPoolClient } from './CognitoUserPoolClient.ts';
import { CognitoUserPoolGroup } from './CognitoUserPoolGroup.ts';
import { DynamoDBGlobalTable } from './DynamoDBGlobalTable.ts';
import { DynamoDBTable } from './DynamoDBTable.ts';
import { IamManagedPolicy } from './IamManagedPolicy.ts';
import { IamPolicy } from './IamPolicy.ts';
import { IamRole } from './IamRole.ts';
import { LambdaAlias } from './LambdaAlias.ts';
import { LambdaEventInvokeConfig } from './LambdaEventInvokeConfig.ts';
import { LambdaEventSourceMapping } from './LambdaEventSourceMapping.ts';
import { LambdaFunction } from './LambdaFunction.ts';
import { LambdaPermission } from './LambdaPermission.ts';
import { LambdaVersion } from './LambdaVersion.ts';
import { SqsQueue } from './SqsQueue.ts';
import { SqsQueuePolicy } from './SqsQueuePolicy.ts';
import type { ResourceType } from './ResourceType.ts';

/** Every CloudFormation type that can be made on one machine. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::AppSync::ApiKey': AppSyncApiKey,
  'AWS::AppSync::GraphQLApi': AppSyncGraphQLApi,
  'AWS::Cognito::UserPool': CognitoUserPool,
  'AWS::Cognito::UserPoolClient': CognitoUserPoolClient,
  'AWS::Cognito::UserPoolGroup': CognitoUserPoolGroup,
  'AWS::DynamoDB::GlobalTable': DynamoDBGlobalTable,
  'AWS::DynamoDB::Table': DynamoDBTable,
  'AWS::IAM::ManagedPolicy': IamManagedPolicy,
  'AWS::IAM::Policy': IamPolicy,
  'AWS::IAM::Role': IamRole,
  'AWS::Lambda::Alias': LambdaAlias,
  'AWS::Lambda::EventInvokeConfig': LambdaEventInvokeConfig,
  'AWS::Lambda::EventSourceMapping': LambdaEventSourceMapping,
  'AWS::Lambda::Function': LambdaFunction,
  'AWS::Lambda::Permission': LambdaPermission,
  'AWS::Lambda::Version': LambdaVersion,
  'AWS::SQS::Queue': SqsQueue,
  'AWS::SQS::QueuePolicy': SqsQueuePolicy,
};
