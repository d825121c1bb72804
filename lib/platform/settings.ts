import { RemovalPolicy } from 'aws-cdk-lib';
import { z } from 'zod';
import { MAX_HOLD_DAYS } from '../../model/bookings/states.ts';
import { orderCards, type OrderCards } from '../../model/search/states.ts';
import { mailFault, messageSettings, type MessageSettings, withMessages } from './messageSettings.ts';
import { paymentFault, type PaymentSettings, paymentSettings, withGateway } from './paymentSettings.ts';
import { wholeNumber, yesOrNo } from './settingTypes.ts';

/** What may differ between two deployments of the same code. Read from CDK context by `readSettings`. */
export interface Settings extends PaymentSettings, MessageSettings {
  /** Names the deployment and its stacks. `dev` and `dev-…` are development stages. @default 'dev' */
  readonly stage: string;
  /** A development stage has an API key and introspection; no other has. Follows from `stage`. */
  readonly development: boolean;
  /** Hours a pending booking is held before it expires. @default 48 */
  readonly holdHours: number;
  /** Days an event row stays in the table, and an event in the archive. @default 30 */
  readonly eventTtlDays: number;
  /**
   * Minutes between two looks into the dead-letter queues, which cost some 20 requests each. More is cheaper, and tells
   * owners and Admins later.
   * @default 1
   */
  readonly deadLetterMinutes: number;
  /**
   * Which orders get a card to be searched by. With `all`, orders of a status are found without a look at the others, and
   * each order costs some 7 % more.
   * @default 'deliveries'
   */
  readonly orderCards: OrderCards;
  /** The least severe line the functions log. @default 'INFO' */
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** What becomes of the data when its stack is deleted; `retain` also protects against deletion. @default 'retain' */
  readonly removalPolicy: 'retain' | 'destroy';
  /** SNS topic that every alarm notifies, when it begins and when it ends. @default - one that the stage makes */
  readonly alarmTopicArn?: string;
  /** Address that the stage's own topic writes to, once its owner has confirmed. @default - nobody is written to */
  readonly alarmEmail?: string;
  /**
   * Day (`YYYY-MM-DD`) on which a development stage's API key ends: from tomorrow to 365 days from now.
   * @default - AppSync's: 7 days after it was made
   */
  readonly apiKeyExpires?: string;
  /** Whether users have a second factor (an authenticator app): nobody can, each may, everybody must. @default 'optional' */
  readonly mfa: 'off' | 'optional' | 'required';
  /**
   * Whether `Anna` and `anna` are two people. Only for a stage whose pool was made so: a pool cannot change it.
   * @default false
   */
  readonly caseSensitiveUserNames: boolean;
  /**
   * Whether people make accounts by themselves, with an e-mail address that they confirm. Elsewhere Admins give accounts out:
   * nobody signs themselves up into a complex.
   * @default - in a development stage
   */
  readonly selfSignUp: boolean;
  /**
   * Path at which the web app finds GraphQL at its own origin, as the local cloud has it.
   * @default - AppSync's own address
   */
  readonly graphqlPath?: string;
  /** The same for the user pool. @default - Cognito's own address */
  readonly userPoolPath?: string;
  /** Whether raw events can be written through the API, for tests of what follows. @default - in a development stage */
  readonly chaosDoor: boolean;
  /** Whether clients may ask for the schema. @default - in a development stage */
  readonly introspection: boolean;
  /** How deep the fields of one request may be nested. @default - 8, and 20 in a development stage */
  readonly queryDepthLimit: number;
  /** How many resolvers one request may run. @default 500 */
  readonly resolverCountLimit: number;
  /** Whether a web ACL stands in front of the API. @default - in every stage but those of development */
  readonly firewall: boolean;
  /** Requests in five minutes from one network address, beyond which the firewall refuses it. @default 3000 */
  readonly requestsPerAddress: number;
  /** Requests in five minutes with one person's token, beyond which the firewall refuses it. @default 600 */
  readonly requestsPerUser: number;
}

const ownPath = z.string().regex(/^(?:\/[\w-]+)+$/, 'must be a path such as /graphql');

const schema = z.strictObject({
  // Part of stack, API and archive names; the shortest of their limits leaves 16 characters.
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,15}$/, 'must be 1 to 16 of a-z, 0-9 and -, beginning with a letter')
    .default('dev'),
  holdHours: wholeNumber(1, MAX_HOLD_DAYS * 24).default(48),
  eventTtlDays: wholeNumber(1, 365).default(30),
  deadLetterMinutes: wholeNumber(1, 60).default(1),
  orderCards: z.enum(orderCards).default('deliveries'),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  removalPolicy: z.enum(['retain', 'destroy']).default('retain'),
  alarmTopicArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/, 'must be the ARN of an SNS topic')
    .optional(),
  alarmEmail: z.email('must be an e-mail address').optional(),
  apiKeyExpires: z.iso.date().optional(),
  mfa: z.enum(['off', 'optional', 'required']).default('optional'),
  caseSensitiveUserNames: yesOrNo.default(false),
  selfSignUp: yesOrNo.optional(),
  graphqlPath: ownPath.optional(),
  userPoolPath: ownPath.optional(),
  chaosDoor: yesOrNo.optional(),
  introspection: yesOrNo.optional(),
  // AppSync's own range: https://docs.aws.amazon.com/appsync/latest/devguide/configuration-limits.html
  queryDepthLimit: wholeNumber(1, 75).optional(),
  resolverCountLimit: wholeNumber(1, 10_000).default(500),
  firewall: yesOrNo.optional(),
  // From the least that WAF takes: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
  requestsPerAddress: wholeNumber(10, 2_000_000_000).default(3000),
  requestsPerUser: wholeNumber(10, 2_000_000_000).default(600),
  ...paymentSettings,
  ...messageSettings,
});

/** Every setting's name. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** CDK's own context (`@aws-cdk/core:…`, `availability-zones:…`, `aws:cdk:…`) is namespaced; ours is not. */
const isOurs = (key: string) => !/[:@/]/.test(key);

const describeIssue = (issue: z.core.$ZodIssue, context: Record<string, unknown>) => {
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys.join(', ')}: no such setting; there are ${settingNames.join(', ')}`;
  }
  const key = String(issue.path[0]);
  return `${key}: ${issue.message}, but is ${JSON.stringify(context[key])}`;
};

/** A context value the app cannot run with. Its message is for the person who set it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * The settings in CDK context, as `cdk.json` or `-c name=value` give them (numbers may be strings).
 * Throws `SettingsError`, naming every value that is wrong and every name that is unknown. `now` is in epoch milliseconds.
 */
export const readSettings = (context: Record<string, unknown>, now = Date.now()): Settings => {
  const ours = Object.fromEntries(Object.entries(context).filter(([key]) => isOurs(key)));
  const parsed = schema.safeParse(ours);
  if (!parsed.success) throw unusable(parsed.error.issues.map((issue) => describeIssue(issue, ours)));
  const given = { ...parsed.data, development: isDevelopment(parsed.data) };
  const faults = [paymentFault(given), apiKeyFault(given, now), alarmFault(given), mailFault(given)];
  const said = faults.filter((fault) => fault !== undefined);
  if (said.length > 0) throw unusable(said);
  return withStage(parsed.data);
};

const alarmFault = ({
  alarmTopicArn,
  alarmEmail,
}: Pick<z.output<typeof schema>, 'alarmTopicArn' | 'alarmEmail'>) =>
  alarmTopicArn && alarmEmail
    ? 'alarmEmail: is for the topic that the stage makes, but alarmTopicArn names another'
    : undefined;

const unusable = (faults: readonly string[]) =>
  new SettingsError(`The context cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);

const DAY_MS = 86_400_000;

/** AppSync keeps a key 1 to 365 days: https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApiKey.html */
const apiKeyFault = (
  { apiKeyExpires, development, stage }: Pick<Settings, 'apiKeyExpires' | 'development' | 'stage'>,
  now: number,
): string | undefined => {
  if (apiKeyExpires === undefined) return undefined;
  if (!development) return `apiKeyExpires: stage ${stage} has no API key; only dev and dev-… have one`;
  const days = (Date.parse(apiKeyExpires) - now) / DAY_MS;
  if (days >= 1 && days <= 365) return undefined;
  const [first, last] = [1, 365].map((many) => new Date(now + many * DAY_MS).toISOString());
  return `apiKeyExpires: must begin 1 to 365 days from now (after ${first}, until ${last}), but is "${apiKeyExpires}"`;
};

const isDevelopment = ({ stage }: Pick<Settings, 'stage'>) => /^dev(-|$)/.test(stage);

/** Deep enough for any page that clients show. Introspection, in development, nests 15 levels. */
const usualDepth = (development: boolean) => (development ? 20 : 8);

/** What was not set follows from the stage. */
const withStage = (data: z.output<typeof schema>): Settings => {
  const development = isDevelopment(data);
  return {
    ...data,
    ...withGateway(data),
    ...withMessages(data, development),
    development,
    selfSignUp: data.selfSignUp ?? development,
    chaosDoor: data.chaosDoor ?? development,
    introspection: data.introspection ?? development,
    queryDepthLimit: data.queryDepthLimit ?? usualDepth(development),
    firewall: data.firewall ?? !development,
  };
};

/** The settings' policy, as CDK spells it. */
export const removalPolicyOf = ({ removalPolicy }: Settings) =>
  removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
