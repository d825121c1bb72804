import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { join } from 'node:path';
import { createBundles } from '../../../lib/bundles/createBundles.ts';
import { DataStack } from '../../../lib/platform/DataStack.ts';
import { featureFlags } from '../../../lib/app.ts';
import { readSettings } from '../../../lib/platform/settings.ts';
import { type Domain, ServiceStack } from '../../../lib/platform/ServiceStack.ts';

const code = join(import.meta.dirname, '../fixtures/code');

/** An app of both stacks around what one test is about; nothing is checked unless the test adds it. */
export const given = (domain: Domain, context: Record<string, unknown> = {}) => {
  const app = new App({
    context: { ...featureFlags },
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const settings = readSettings(context);
  const data = new DataStack(app, 'Data', { settings });
  const service = new ServiceStack(app, 'Service', {
    settings,
    data,
    bundles: createBundles(code),
    schemaFile: join(code, 'schema.graphql'),
    domains: [domain],
  });
  return { app, data, service };
};

/** The Service stack's template around what one test is about. */
export const synth = (domain: Domain, context?: Record<string, unknown>) =>
  Template.fromStack(given(domain, context).service);
