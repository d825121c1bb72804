import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { synthPlatform } from '../support/synth.ts';
import { production } from '../support/production.ts';

const rulesOf = (context: Record<string, unknown>) => {
  const [acl] = Object.values(synthPlatform(context).findResources('AWS::WAFv2::WebACL'));
  return acl!['Properties'].Rules as Record<string, any>[];
};

describe('the firewall', () => {
  test('stands in front of the API of every stage but those of development', () => {
    const template = synthPlatform(production);
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      VisibilityConfig: { SampledRequestsEnabled: false },
    });
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Api'), 'Arn'] },
      WebACLArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Firewall'), 'Arn'] },
    });
    synthPlatform().resourceCountIs('AWS::WAFv2::WebACL', 0);
    synthPlatform({ ...production, firewall: 'false' }).resourceCountIs('AWS::WAFv2::WebACL', 0);
  });

  test('refuses who asks too often, by address and by token, and bodies it cannot see whole', () => {
    const rules = rulesOf({ ...production, requestsPerAddress: 100, requestsPerUser: 20 });
    expect(rules).toMatchObject([
      {
        Name: 'RequestsPerAddress',
        Priority: 0,
        Action: { Block: {} },
        Statement: { RateBasedStatement: { Limit: 100, AggregateKeyType: 'IP', EvaluationWindowSec: 300 } },
      },
      {
        Name: 'RequestsPerUser',
        Priority: 1,
        Action: { Block: {} },
        Statement: {
          RateBasedStatement: {
            Limit: 20,
            AggregateKeyType: 'CUSTOM_KEYS',
            CustomKeys: [{ Header: { Name: 'authorization' } }],
          },
        },
      },
      {
        Name: 'BodySize',
        Priority: 2,
        Action: { Block: {} },
        Statement: {
          SizeConstraintStatement: {
            FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
            ComparisonOperator: 'GT',
            Size: 8192,
          },
        },
      },
    ]);
  });

  test('does not count what is signed: the bus publishes for everybody', () => {
    const rates = rulesOf(production).flatMap(({ Statement }) => Statement.RateBasedStatement ?? []);
    expect(rates).toHaveLength(2);
    for (const { ScopeDownStatement } of rates)
      expect(ScopeDownStatement.NotStatement.Statement).toMatchObject({
        ByteMatchStatement: {
          FieldToMatch: { SingleHeader: { Name: 'authorization' } },
          PositionalConstraint: 'STARTS_WITH',
          SearchString: 'AWS4-HMAC-SHA256',
        },
      });
  });

  test('lets raw events through, which are longer, where the chaos door is open', () => {
    const names = rulesOf({ ...production, chaosDoor: 'true' }).map(({ Name }) => Name);
    expect(names).toEqual(['RequestsPerAddress', 'RequestsPerUser']);
  });
});
