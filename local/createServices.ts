import { type AwsEndpoint, createAwsEndpoint, routeHttp } from './adapters/awsEndpoint.ts';
import type { Assets } from './assembly/readAssembly.ts';
import { callAction } from './platform/Call.ts';
import { createMailbox, type Mailbox } from './platform/createMailbox.ts';
import { createGate, type Gate } from './platform/createGate.ts';
import type { World } from './platform/World.ts';
import { createAppSync } from './services/appsync/createAppSync.ts';
import { createAppSyncManagement } from './services/appsync/management/createAppSyncManagement.ts';
import { createCloudFormation } from './services/cloudformation/createCloudFormation.ts';
import { createCloudFront } from './services/cloudfront/createCloudFront.ts';
import { createCloudWatch } from './services/cloudwatch/createCloudWatch.ts';
import { createCognito } from './services/cognito/createCognito.ts';
import { createDynamoDb } from './services/dynamodb/createDynamoDb.ts';
import type { TransactionConflicts } from './services/dynamodb/transactions/createOngoingTransactions.ts';
import { createEvents } from './services/events/createEvents.ts';
import { createEventTargets } from './services/events/createEventTargets.ts';
import { createEventSourceMappings } from './services/eventSourceMappings/createEventSourceMappings.ts';
import type { AccessKey } from './services/iam/accessKeys.ts';
import type { Guard } from './services/iam/authorization/guardActions.ts';
import { createIam } from './services/iam/createIam.ts';
import { createFunctionUrls } from './services/lambda/urls/createFunctionUrls.ts';
import { createLambda } from './services/lambda/createLambda.ts';
import { createLogs } from './services/logs/createLogs.ts';
import { createPipes } from './services/pipes/createPipes.ts';
import { createS3 } from './services/s3/createS3.ts';
import { createSecretsManager } from './services/secretsManager/createSecretsManager.ts';
import type { Services } from './services/Services.ts';
import { createSes } from './services/ses/createSes.ts';
import { createSns } from './services/sns/createSns.ts';
import { createSts } from './services/sts/createSts.ts';
import { createXray } from './services/xray/createXray.ts';
import { createSqs } from './services/sqs/createSqs.ts';
import {
  guardAppSync,
  guardCloudFormation,
  guardDynamoDb,
  guardEvents,
  guardLogs,
  guardS3,
  guardSecretsManager,
  guardSes,
  guardSns,
  guardSqs,
  guardXray,
} from './guardServices.ts';

export interface ServicesOptions {
  readonly assets: Assets;
  /** Where AWS SDKs reach the cloud; known once it listens. */
  readonly awsEndpointUrl: () => string;
  /** The operator's own. @default the well-known pair */
  readonly operatorKey?: AccessKey;
  /** Whether DynamoDB's transactions take time. @default off */
  readonly conflicts?: TransactionConflicts;
}

/** Makes every service and joins them. Nothing listens yet. */
export function createServices(
  world: World,
  { assets, awsEndpointUrl, operatorKey, conflicts = 'off' }: ServicesOptions,
): {
  readonly services: Services;
  readonly awsEndpoint: AwsEndpoint;
  /** To be opened once everything is deployed: nothing that was left to do begins before. */
  readonly gate: Gate;
} {
  const gate = createGate();
  const iam = createIam(world, operatorKey);
  const guard = { authorizer: iam.authorizer, feed: world.feed };
  const dynamodb = guardDynamoDb(world, createDynamoDb(world, { conflicts }), guard);
  const sqs = guardSqs(world, createSqs(world, { baseUrl: awsEndpointUrl }), guard);
  const mailbox = createMailbox(world);
  const cognito = createCognito(world, { mailbox });
  const logs = guardLogs(world, createLogs(world), guard);
  const lambda = createLambda(world, { iam, awsEndpointUrl, sqs, logs });
  const sns = guardSns(world, createSns(world, { sqs, lambda, mailbox }), guard);
  const { streams } = dynamodb;

  const toEndpoint: AwsEndpoint = (request) => awsEndpoint(request);
  const appsync = createAppSync(world, { cognito, dynamodb, lambda, iam, http: routeHttp(toEndpoint) });
  const targets = createEventTargets({ sqs, lambda, appsync });
  const events = guardEvents(
    world,
    createEvents(world, { targets, sqs, gate, assumeRole: iam.assumeRole }),
    guard,
  );
  const polling = { gate, guard, assumeRole: iam.assumeRole };
  const pipes = createPipes(world, { streams, sqs, lambda, events, ...polling });
  const eventSourceMappings = createEventSourceMappings(world, { sqs, streams, lambda, ...polling });

  const cloudwatch = createCloudWatch(world, {
    notify: async (TopicArn, { subject, message }, call) => {
      await callAction(sns.actions, 'Publish', { TopicArn, Subject: subject, Message: message }, call);
    },
    publishEvent: events.publishServiceEvent,
  });

  const services = {
    appsync,
    appsyncManagement: guardAppSync(world, createAppSyncManagement(world, appsync), guard),
    assets,
    cloudwatch,
    cognito,
    dynamodb,
    eventSourceMappings,
    events,
    iam,
    lambda,
    logs,
    mailbox,
    ...createPages(world, guard, { lambda, awsEndpointUrl }),
    ...createUnconnected(world, guard, mailbox),
    pipes,
    sns,
    sqs,
  };
  const awsEndpoint = createAwsEndpoint(world, services);
  return { services, awsEndpoint, gate };
}

/** What no other service calls, and what calls none. */
const createUnconnected = (
  world: World,
  guard: Guard,
  mailbox: Mailbox,
): Pick<Services, 'cloudformation' | 'secretsManager' | 'ses' | 'sts' | 'xray'> => ({
  cloudformation: guardCloudFormation(world, createCloudFormation(world), guard),
  secretsManager: guardSecretsManager(world, createSecretsManager(world), guard),
  ses: guardSes(world, createSes(world, { mailbox }), guard),
  sts: createSts(world),
  xray: guardXray(createXray(world), guard),
});

/** What keeps pages, and what serves them. */
function createPages(
  world: World,
  guard: Guard,
  { lambda, awsEndpointUrl }: Pick<Services, 'lambda'> & Pick<ServicesOptions, 'awsEndpointUrl'>,
): Pick<Services, 's3' | 'cloudfront' | 'functionUrls'> {
  const s3 = guardS3(createS3(world), guard);
  const functionUrls = createFunctionUrls(world, { lambda, guard, awsEndpointUrl });
  const { authorizer } = guard;
  return { s3, functionUrls, cloudfront: createCloudFront(world, { s3, authorizer, functionUrls }) };
}
