import type { GatewayName } from '../../model/payments/gatewayNames.ts';

/** What may differ between two deployments of the same code. Read from CDK context by `readSettings`. */
export interface Settings {
  /** Names the deployment and its stacks. `dev` and `dev-…` are development stages. @default 'dev' */
  readonly stage: string;
  /** A development stage has an API key and introspection; no other has. Follows from `stage`. */
  readonly development: boolean;
  /** Hours a pending booking is held before it expires. @default 48 */
  readonly holdHours: number;
  /** Days an event row stays in the table, and an event in the archive. @default 30 */
  readonly eventTtlDays: number;
  /** The least severe line the functions log. @default 'INFO' */
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** What becomes of the data when its stack is deleted; `retain` also protects against deletion. @default 'retain' */
  readonly removalPolicy: 'retain' | 'destroy';
  /** SNS topic told of every alarm and its end. @default - alarms are only seen in CloudWatch */
  readonly alarmTopicArn?: string;
  /** Day (`YYYY-MM-DD`) on which a development stage's API key ends. @default - AppSync's: 7 days after it was made */
  readonly apiKeyExpires?: string;
  /** Whether raw events can be written through the API, for tests of what follows. @default - in a development stage */
  readonly chaosDoor: boolean;
  /** Who charges and refunds: a file of `lambda-fns/payments/gateways`. @default 'simulated' */
  readonly paymentGateway: GatewayName;
  /** Of 100 charges by the simulated gateway, how many fail and take nothing. @default 30 */
  readonly paymentFailurePercent: number;
  /** Of 100 calls of the simulated gateway, how many are never answered, carried out or not. @default 5 */
  readonly paymentTimeoutPercent: number;
  /** Chooses which of the simulated gateway's calls those are. @default '1' */
  readonly paymentSeed: string;
}
