import type { World } from './platform/World.ts';
import type { AppSyncManagement } from './services/appsync/management/AppSyncManagement.ts';
import { appSyncPermissions } from './services/appsync/management/permissions.ts';
import type { CloudFormation } from './services/cloudformation/CloudFormation.ts';
import { cloudFormationPermissions } from './services/cloudformation/permissions.ts';
import type { DynamoDb } from './services/dynamodb/DynamoDb.ts';
import { dynamodbPermissions, streamPermissions } from './services/dynamodb/permissions.ts';
import type { Events } from './services/events/Events.ts';
import { eventsPermissions } from './services/events/permissions.ts';
import type { Logs } from './services/logs/Logs.ts';
import { logsPermissions } from './services/logs/permissions.ts';
import { sesPermissions } from './services/ses/permissions.ts';
import type { Ses } from './services/ses/Ses.ts';
import type { Sns } from './services/sns/Sns.ts';
import { snsPermissions } from './services/sns/permissions.ts';
import { type Guard, guardActions } from './services/iam/authorization/guardActions.ts';
import { s3Permissions } from './services/s3/permissions.ts';
import type { S3 } from './services/s3/createS3.ts';
import type { SecretsManager } from './services/secretsManager/createSecretsManager.ts';
import { secretsManagerPermissions } from './services/secretsManager/permissions.ts';
import type { Sqs } from './services/sqs/createSqs.ts';
import { sqsPermissions } from './services/sqs/permissions.ts';
import type { Xray } from './services/xray/createXray.ts';
import { xrayPermissions } from './services/xray/permissions.ts';

// Every service whose actions policies decide about. A new one joins with a `permissions.ts` beside its actions, and a
// function here; the cloud refuses to start while an action has no line in that table.

export const guardAppSync = (
  world: World,
  management: AppSyncManagement,
  guard: Guard,
): AppSyncManagement => ({
  ...management,
  actions: guardActions(management.actions, appSyncPermissions(world), guard),
});

export const guardCloudFormation = (world: World, stacks: CloudFormation, guard: Guard): CloudFormation => ({
  ...stacks,
  actions: guardActions(stacks.actions, cloudFormationPermissions(world, stacks), guard),
});

export const guardDynamoDb = (world: World, dynamodb: DynamoDb, guard: Guard): DynamoDb => ({
  ...dynamodb,
  actions: guardActions(dynamodb.actions, dynamodbPermissions(world, dynamodb), guard),
  streamActions: guardActions(dynamodb.streamActions, streamPermissions, guard),
});

export const guardEvents = (world: World, events: Events, guard: Guard): Events => ({
  ...events,
  actions: guardActions(events.actions, eventsPermissions(world, events), guard),
});

export const guardLogs = (world: World, logs: Logs, guard: Guard): Logs => ({
  ...logs,
  actions: guardActions(logs.actions, logsPermissions(world), guard),
});

export const guardS3 = (s3: S3, guard: Guard): S3 => ({
  ...s3,
  actions: guardActions(s3.actions, s3Permissions(s3), guard),
});

export const guardSes = (world: World, ses: Ses, guard: Guard): Ses => ({
  ...ses,
  actions: guardActions(ses.actions, sesPermissions(world, ses), guard),
});

export const guardSns = (world: World, sns: Sns, guard: Guard): Sns => ({
  ...sns,
  actions: guardActions(sns.actions, snsPermissions(world, sns), guard),
});

export const guardSecretsManager = (world: World, secrets: SecretsManager, guard: Guard): SecretsManager => ({
  ...secrets,
  actions: guardActions(secrets.actions, secretsManagerPermissions(world, secrets), guard),
});

export const guardSqs = (world: World, sqs: Sqs, guard: Guard): Sqs => ({
  ...sqs,
  actions: guardActions(sqs.actions, sqsPermissions(world, sqs), guard),
});

export const guardXray = (xray: Xray, guard: Guard): Xray => ({
  ...xray,
  actions: guardActions(xray.actions, xrayPermissions, guard),
});
