import { App } from 'aws-cdk-lib';
import { type CloudAssembly, CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { join } from 'node:path';
import { bundleDashboard } from './bundles/bundleDashboard.ts';
import { createBundles } from './bundles/createBundles.ts';
import { addChecks } from './checks/addChecks.ts';
import { keepQueues } from './checks/queues.ts';
import { capitalized } from './constructs/PipelineResolver.ts';
import { accounts } from './domains/accounts.ts';
import { apartments } from './domains/apartments.ts';
import { baskets } from './domains/baskets.ts';
import { bookings } from './domains/bookings.ts';
import { calendars } from './domains/calendars.ts';
import { catalog } from './domains/catalog.ts';
import { deadLetters } from './domains/deadLetters.ts';
import { fulfilment } from './domains/fulfilment.ts';
import { inventory } from './domains/inventory.ts';
import { notifications } from './domains/notifications.ts';
import { operations } from './domains/operations.ts';
import { orders } from './domains/orders.ts';
import { payments } from './domains/payments.ts';
import { sagas } from './domains/sagas.ts';
import { search } from './domains/search.ts';
import { DataStack } from './platform/DataStack.ts';
import { DomainStack } from './platform/DomainStack.ts';
import { PlatformStack } from './platform/PlatformStack.ts';
import { readSettings, SettingsError } from './platform/settings.ts';
import { WebStack } from './platform/WebStack.ts';

const root = join(import.meta.dirname, '..');

/** What is served: a stack each. */
const domains = {
  accounts,
  apartments,
  catalog,
  bookings,
  baskets,
  orders,
  inventory,
  payments,
  sagas,
  fulfilment,
  search,
  notifications,
  calendars,
  deadLetters,
  operations,
};

export type DomainName = keyof typeof domains;

// `Object.keys` forgets the names.
export const domainNames = Object.keys(domains) as DomainName[];

/** How the CDK library behaves, with the CLI and without: `cdk.json` would serve the CLI only. */
export const featureFlags: Readonly<Record<string, unknown>> = {
  ...CURRENTLY_RECOMMENDED_FLAGS,
  // An export that is imported cannot be deleted: the data stack stays while something serves from it.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // Usage statistics of constructs are not in the templates at all (`analyticsReporting`).
  '@aws-cdk/core:enableAdditionalMetadataCollection': false,
};

export interface SynthesizeOptions {
  /** Settings by name, as `-c name=value` would give them. @default - every setting's default */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Folder the assembly is written to. @default - a temporary folder, deleted when the process ends */
  readonly outdir?: string;
  /**
   * Whether the templates are held to CloudFormation's schemas, AWS Solutions and our own rules, which
   * takes most of synthesis. `false` for templates that are not going to AWS.
   * @default true
   */
  readonly checks?: boolean;
  /** Which domains are served; of the others there is no stack. @default - all */
  readonly only?: readonly DomainName[];
}

/** The CDK app: the stacks of one stage. Throws `SettingsError`. */
export const createApp = ({
  context = {},
  outdir,
  checks = true,
  only = domainNames,
}: SynthesizeOptions = {}): App => {
  const app = new App({
    outdir,
    // Resources note their construct's path, as under the CLI: names that a person recognises come from it.
    context: { ...featureFlags, 'aws:cdk:enable-path-metadata': true, ...context },
    analyticsReporting: false,
    builtinCloudFormationValidation: checks,
  });
  const settings = readSettings(contextOf(app));
  const dashboard = bundleDashboard(root);
  const stackName = (part: string) => `Frontdesk-${settings.stage}-${part}`;
  const data = new DataStack(app, stackName('Data'), { settings });
  const { platform } = new PlatformStack(app, stackName('Platform'), {
    settings,
    data,
    // The bundles leave out the code of other gateways.
    bundles: createBundles(root, { BUNDLED_GATEWAY: settings.paymentGateway }),
    schemaFile: join(root, 'schema.graphql'),
  });
  for (const name of only)
    new DomainStack(app, stackName(capitalized(name)), { name, domain: domains[name], platform });
  new WebStack(app, stackName('Web'), { settings, data, platform, dashboard });
  if (checks) addChecks(app);
  if (checks && settings.removalPolicy === 'retain') keepQueues(app);
  return app;
};

/** Context is whatever `cdk.json` and the command line say. */
const contextOf = (app: App): Record<string, unknown> =>
  // CDK returns `any`.
  app.node.getAllContext() as Record<string, unknown>;

/**
 * The app's cloud assembly, in process: what `cdk synth` writes, without the CLI, credentials or
 * Docker. Throws `SettingsError`, and what a check refuses.
 */
export const synthesize = (options: SynthesizeOptions = {}): CloudAssembly => createApp(options).synth();

const main = () => {
  try {
    synthesize();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
};

if (import.meta.main) main();
