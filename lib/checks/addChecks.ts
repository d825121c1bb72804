import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { rules } from './rules.ts';
import { rulesPlugin } from './rulesPlugin.ts';

/**
 * Makes synthesis fail where the templates break a rule of AWS Solutions or of ours. What AWS
 * Solutions asks can be acknowledged where it is not followed, with the reason.
 */
export const addChecks = (app: App) =>
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }), rulesPlugin(rules));
