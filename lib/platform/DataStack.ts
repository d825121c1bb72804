import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { eventSource } from './eventPipes.ts';
import { tableIndexes } from './grantTable.ts';
import { removalPolicyOf, type Settings } from './settings.ts';

export interface DataStackProps extends StackProps {
  readonly settings: Settings;
}

/** What must outlive a mistake: the table, the users, the bus with its archive. It does not know what serves it. */
export class DataStack extends Stack {
  readonly table: Table;
  readonly users: UserPool;
  /** What web pages sign people in with. */
  readonly client: UserPoolClient;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { settings, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: settings.removalPolicy === 'retain' });
    const { pool, client } = createUsers(this, settings);
    this.table = createTable(this, settings);
    this.users = pool;
    this.client = client;
    this.bus = createBus(this, settings);

    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: client.userPoolClientId });
    new CfnOutput(this, 'EventBusName', { value: this.bus.eventBusName });
    this.exportAll();
  }

  /** Exports what the other stacks may import, whether or not one does. See `PlatformStack.exportAll`. */
  private exportAll() {
    const { tableName, tableArn, tableStreamArn } = this.table;
    const { eventBusName, eventBusArn } = this.bus;
    for (const value of [
      tableName,
      tableArn,
      tableStreamArn,
      eventBusName,
      eventBusArn,
      this.users.userPoolId,
      this.client.userPoolClientId,
    ])
      this.exportValue(value);
  }
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table. Its stream is the outbox: whatever is published was first written here.
 * Encrypted at rest by DynamoDB's own key, which is always on and costs nothing.
 */
const createTable = (scope: Construct, settings: Settings) => {
  const table = new Table(scope, 'Table', {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'ttl',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: settings.removalPolicy === 'retain',
    removalPolicy: removalPolicyOf(settings),
  });
  for (const indexName of tableIndexes) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(`${indexName}pk`),
      sortKey: text(`${indexName}sk`),
    });
  }
  return table;
};

/** Who may sign in, in which groups, and the public client (no secret) that web and mobile pages use. */
const createUsers = (scope: Construct, settings: Settings) => {
  const pool = createPool(scope, settings);
  for (const groupName of userGroups) pool.addGroup(groupName, { groupName });
  const client = pool.addClient('Client', {
    authFlows: { userPassword: true, userSrp: true },
    disableOAuth: true,
    // The same answer for a wrong password and an unknown name, so names cannot be tried out.
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
  });
  return { pool, client };
};

const mfaOf = { off: Mfa.OFF, optional: Mfa.OPTIONAL, required: Mfa.REQUIRED } as const;

const createPool = (scope: Construct, settings: Settings) => {
  const pool = new UserPool(scope, 'Users', {
    selfSignUpEnabled: settings.selfSignUp,
    signInAliases: { username: true, email: true },
    // Anna and anna are one person. Cannot be changed while the pool lives: a property that appears, or goes, is refused.
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cognito-userpool-usernameconfiguration.html
    ...(settings.caseSensitiveUserNames ? {} : { signInCaseSensitive: false }),
    autoVerify: { email: true },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    mfa: mfaOf[settings.mfa],
    ...(settings.mfa !== 'off' && { mfaSecondFactor: { sms: false, otp: true } }),
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: settings.removalPolicy === 'retain',
    removalPolicy: removalPolicyOf(settings),
  });
  Validations.of(pool).acknowledge(
    {
      id: 'AwsSolutions-COG2',
      reason:
        'Whether there is a second factor (authenticator app) is for the stage to say; by default everybody may have one.',
    },
    {
      id: 'AwsSolutions-COG8',
      reason:
        'The Plus plan bills every active user for risk scoring; who signs up confirms an address, and sees nothing of others.',
    },
  );
  return pool;
};

/** The bus every event is announced on, and its archive: what was announced can be replayed while its row lives. */
const createBus = (scope: Construct, { eventTtlDays }: Settings) => {
  const bus = new EventBus(scope, 'Bus');
  bus.archive('Archive', {
    eventPattern: { source: [eventSource] },
    retention: Duration.days(eventTtlDays),
  });
  return bus;
};

/** Groups of the user pool, as the schema's directives name them. */
const userGroups = ['Admins', 'Caretakers', 'Tenants'] as const;
