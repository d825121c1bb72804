import { type App, type IPolicyValidationPlugin, type PolicyViolation, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readFileSync } from 'node:fs';
import type { Breach, Rule, Template } from './Rule.ts';
import { deadLettersRaiseAlarm, lateWorkRaisesAlarm } from './rules/alarms.ts';
import { batchesFailByMessage, pipesFilter, visibilityOutlastsWork } from './rules/consumers.ts';
import { rolesHaveOwnPolicies, rowsAreGrantedByKey } from './rules/grants.ts';
import {
  deadLettersKnowTheirSource,
  deadLettersOutliveQueue,
  messagesGetSeveralTries,
  queuesAreEncrypted,
  queuesRefusePlainHttp,
} from './rules/queues.ts';
import { resolversFitSchema } from './rules/resolvers.ts';

/**
 * Makes synthesis fail where the templates break a rule of AWS Solutions or of ours. What AWS
 * Solutions asks can be acknowledged where it is not followed, with the reason.
 */
export const addChecks = (app: App) =>
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }), rulesPlugin(rules));

/** What AWS Solutions does not ask for and we do. A new rule stands with its family in `rules/` and has a line here. */
export const rules: readonly Rule[] = [
  visibilityOutlastsWork,
  batchesFailByMessage,
  messagesGetSeveralTries,
  deadLettersOutliveQueue,
  pipesFilter,
  deadLettersRaiseAlarm,
  lateWorkRaisesAlarm,
  queuesAreEncrypted,
  queuesRefusePlainHttp,
  deadLettersKnowTheirSource,
  resolversFitSchema,
  rowsAreGrantedByKey,
  rolesHaveOwnPolicies,
];

/** Runs rules over the templates of an app as it is synthesized. A breach is an error; none can be acknowledged. */
const rulesPlugin = (rules: readonly Rule[]): IPolicyValidationPlugin => ({
  name: 'Frontdesk',
  ruleIds: rules.map(({ name }) => name),
  validate: ({ templatePaths }) => {
    // CDK wrote them.
    const templates = templatePaths.map((path) => JSON.parse(readFileSync(path, 'utf8')) as Template);
    const violations = templates.flatMap((template, index) =>
      rules.flatMap((rule) =>
        rule
          .check(template, templates)
          .map((breach) => violationOf(rule, breach, templatePaths[index] ?? '')),
      ),
    );
    return { success: violations.length === 0, violations };
  },
});

const violationOf = (
  rule: Rule,
  { logicalId, property, message }: Breach,
  templatePath: string,
): PolicyViolation => ({
  ruleName: rule.name,
  description: `${rule.description} ${[logicalId, property].filter(Boolean).join('.')} ${message}.`,
  fix: rule.source,
  severity: 'fatal',
  violatingResources: [
    { resourceLogicalId: logicalId, templatePath, locations: property ? [`Properties.${property}`] : [] },
  ],
});
