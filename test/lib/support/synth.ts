import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { join } from 'node:path';
import { createBundles } from '../../../lib/bundles/createBundles.ts';
import { DataStack } from '../../../lib/platform/DataStack.ts';
import { featureFlags } from '../../../lib/app.ts';
import { readSettings } from '../../../lib/platform/settings.ts';
import { type Domain, DomainStack } from '../../../lib/platform/DomainStack.ts';
import { PlatformStack } from '../../../lib/platform/PlatformStack.ts';

const code = join(import.meta.dirname, '../fixtures/code');

/** An app of three stacks around what one test is about; nothing is checked unless the test adds it. */
export const given = (domain: Domain, context: Record<string, unknown> = {}) => {
  const app = new App({
    context: { ...featureFlags },
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const settings = readSettings(context);
  const data = new DataStack(app, 'Data', { settings });
  const shared = new PlatformStack(app, 'Platform', {
    settings,
    data,
    bundles: createBundles(code),
    schemaFile: join(code, 'schema.graphql'),
  });
  const own = new DomainStack(app, 'Orders', { name: 'orders', domain, platform: shared.platform });
  return { app, data, shared, own };
};

/** The template of the domain's stack around what one test is about. */
export const synth = (domain: Domain, context?: Record<string, unknown>) =>
  Template.fromStack(given(domain, context).own);

/** The template of the Platform stack, with the settings and below the domain one test is about. */
export const synthPlatform = (context?: Record<string, unknown>, domain: Domain = () => {}) =>
  Template.fromStack(given(domain, context).shared);
