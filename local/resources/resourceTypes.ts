import { AppSyncApiKey } from './AppSyncApiKey.ts';
import { AppSyncDataSource } from './AppSyncDataSource.ts';
import { AppSyncFunctionConfiguration } from './AppSyncFunctionConfiguration.ts';
import { AppSyncGraphQLApi } from './AppSyncGraphQLApi.ts';
import { AppSyncGraphQLSchema } from './AppSyncGraphQLSchema.ts';
import { AppSyncResolver } from './AppSyncResolver.ts';
import {
  CdkMetadata,
  KmsKey,
  LogsResourcePolicy,
  WafWebAcl,
  WafWebAclAssociation,
} from './InertResources.ts';
import { BucketDeployment } from './BucketDeployment.ts';
import {
  CloudFrontDistribution,
  CloudFrontOriginAccessControl,
  CloudFrontResponseHeadersPolicy,
} from './CloudFront.ts';
import { CloudWatchAlarm, CloudWatchCompositeAlarm } from './CloudWatchAlarm.ts';
import { CloudWatchDashboard } from './CloudWatchDashboard.ts';
import { CognitoUserPool, CognitoUserPoolGroup } from './CognitoUserPool.ts';
import { CognitoUserPoolClient } from './CognitoUserPoolClient.ts';
import { DynamoDBGlobalTable } from './DynamoDBGlobalTable.ts';
import { DynamoDBTable } from './DynamoDBTable.ts';
import { EventsArchive, EventsEventBus, EventsEventBusPolicy } from './EventsEventBus.ts';
import { EventsRule } from './EventsRule.ts';
import { IamManagedPolicy, IamPolicy, IamRole } from './Iam.ts';
import {
  LambdaAlias,
  LambdaEventInvokeConfig,
  LambdaLayerVersion,
  LambdaPermission,
  LambdaVersion,
} from './LambdaFunctionSettings.ts';
import { LambdaEventSourceMapping } from './LambdaEventSourceMapping.ts';
import { LambdaFunction } from './LambdaFunction.ts';
import { LambdaUrl } from './LambdaUrl.ts';
import { LogsLogGroup } from './LogsLogGroup.ts';
import { PipesPipe } from './PipesPipe.ts';
import { S3Bucket, S3BucketPolicy } from './S3.ts';
import { SecretsManagerSecret } from './SecretsManagerSecret.ts';
import { SesConfigurationSet, SesEmailIdentity } from './Ses.ts';
import { SnsSubscription, SnsTopic, SnsTopicPolicy } from './Sns.ts';
import { SqsQueue, SqsQueuePolicy } from './SqsQueue.ts';
import type { ResourceType } from './common/ResourceType.ts';

/** Every supported CloudFormation type. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::AppSync::ApiKey': AppSyncApiKey,
  'AWS::AppSync::DataSource': AppSyncDataSource,
  'AWS::AppSync::FunctionConfiguration': AppSyncFunctionConfiguration,
  'AWS::AppSync::GraphQLApi': AppSyncGraphQLApi,
  'AWS::AppSync::GraphQLSchema': AppSyncGraphQLSchema,
  'AWS::AppSync::Resolver': AppSyncResolver,
  'AWS::CDK::Metadata': CdkMetadata,
  'AWS::CloudFront::Distribution': CloudFrontDistribution,
  'AWS::CloudFront::OriginAccessControl': CloudFrontOriginAccessControl,
  'AWS::CloudFront::ResponseHeadersPolicy': CloudFrontResponseHeadersPolicy,
  'AWS::CloudWatch::Alarm': CloudWatchAlarm,
  'AWS::CloudWatch::CompositeAlarm': CloudWatchCompositeAlarm,
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
  'AWS::KMS::Key': KmsKey,
  'AWS::Lambda::Alias': LambdaAlias,
  'AWS::Lambda::EventInvokeConfig': LambdaEventInvokeConfig,
  'AWS::Lambda::EventSourceMapping': LambdaEventSourceMapping,
  'AWS::Lambda::Function': LambdaFunction,
  'AWS::Lambda::LayerVersion': LambdaLayerVersion,
  'AWS::Lambda::Permission': LambdaPermission,
  'AWS::Lambda::Url': LambdaUrl,
  'AWS::Lambda::Version': LambdaVersion,
  'AWS::Logs::LogGroup': LogsLogGroup,
  'AWS::Logs::ResourcePolicy': LogsResourcePolicy,
  'AWS::Pipes::Pipe': PipesPipe,
  'AWS::S3::Bucket': S3Bucket,
  'AWS::S3::BucketPolicy': S3BucketPolicy,
  'AWS::SES::ConfigurationSet': SesConfigurationSet,
  'AWS::SES::EmailIdentity': SesEmailIdentity,
  'AWS::SNS::Subscription': SnsSubscription,
  'AWS::SNS::Topic': SnsTopic,
  'AWS::SNS::TopicPolicy': SnsTopicPolicy,
  'AWS::SQS::Queue': SqsQueue,
  'AWS::SQS::QueuePolicy': SqsQueuePolicy,
  'AWS::SecretsManager::Secret': SecretsManagerSecret,
  'AWS::WAFv2::WebACL': WafWebAcl,
  'AWS::WAFv2::WebACLAssociation': WafWebAclAssociation,
  'Custom::CDKBucketDeployment': BucketDeployment,
};
