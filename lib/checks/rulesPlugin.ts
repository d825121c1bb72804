import type { IPolicyValidationPlugin, PolicyViolation } from 'aws-cdk-lib';
import { readFileSync } from 'node:fs';
import type { Rule } from './Rule.ts';
import type { Template } from './Template.ts';

/** Runs rules over the templates of an app as it is synthesized. A breach is an error; none can be acknowledged. */
export const rulesPlugin = (rules: readonly Rule[]): IPolicyValidationPlugin => ({
  name: 'Frontdesk',
  ruleIds: rules.map(({ name }) => name),
  validate: ({ templatePaths }) => {
    const violations = templatePaths.flatMap((path) => {
      const template = JSON.parse(readFileSync(path, 'utf8')) as Template;
      return rules.flatMap((rule) => violationsOf(rule, template, path));
    });
    return { success: violations.length === 0, violations };
  },
});

const violationsOf = (rule: Rule, template: Template, templatePath: string): PolicyViolation[] =>
  rule.check(template).map(({ logicalId, property, message }) => ({
    ruleName: rule.name,
    description: `${rule.description} ${[logicalId, property].filter(Boolean).join('.')} ${message}.`,
    fix: rule.source,
    severity: 'fatal',
    violatingResources: [
      { resourceLogicalId: logicalId, templatePath, locations: property ? [`Properties.${property}`] : [] },
    ],
  }));
