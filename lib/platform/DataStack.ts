import { Stack, type StackProps } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { createBus } from './createBus.ts';
import { createTable } from './createTable.ts';
import { createUsers } from './createUsers.ts';
import { output } from './output.ts';
import type { Settings } from './Settings.ts';

export interface DataStackProps extends StackProps {
  readonly settings: Settings;
}

/** What must outlive a mistake: the table, the people, the bus with its archive. It knows nothing of what serves it. */
export class DataStack extends Stack {
  readonly table: Table;
  readonly users: UserPool;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { settings, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: settings.removalPolicy === 'retain' });
    const { pool, client } = createUsers(this, settings);
    this.table = createTable(this, settings);
    this.users = pool;
    this.bus = createBus(this, settings);

    output(this, 'TableName', this.table.tableName);
    output(this, 'UserPoolId', pool.userPoolId);
    output(this, 'UserPoolClientId', client.userPoolClientId);
    output(this, 'EventBusName', this.bus.eventBusName);
  }
}
