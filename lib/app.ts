import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { join } from 'node:path';
import { createBundles } from './bundles/createBundles.ts';
import { addChecks } from './checks/addChecks.ts';
import { domains } from './domains/domains.ts';
import { DataStack } from './platform/DataStack.ts';
import { featureFlags } from './platform/featureFlags.ts';
import { readSettings } from './platform/readSettings.ts';
import { ServiceStack } from './platform/ServiceStack.ts';
import { SettingsError } from './platform/SettingsError.ts';

const root = join(import.meta.dirname, '..');

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
}

/** The CDK app: the two stacks of one stage. Throws `SettingsError`. */
export const createApp = ({ context = {}, outdir, checks = true }: SynthesizeOptions = {}): App => {
  const app = new App({
    outdir,
    // Resources note their construct's path, as under the CLI: names that a person recognises come from it.
    context: { ...featureFlags, 'aws:cdk:enable-path-metadata': true, ...context },
    analyticsReporting: false,
    builtinCloudFormationValidation: checks,
  });
  const settings = readSettings(app.node.getAllContext());
  const data = new DataStack(app, `Frontdesk-${settings.stage}-Data`, { settings });
  new ServiceStack(app, `Frontdesk-${settings.stage}-Service`, {
    settings,
    data,
    domains,
    bundles: createBundles(root),
    schemaFile: join(root, 'schema.graphql'),
  });
  if (checks) addChecks(app);
  return app;
};

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
