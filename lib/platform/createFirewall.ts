import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** How far back WAF counts, in seconds. */
const WINDOW = 300;

/** What WAF sees of a body, and refuses beyond: https://docs.aws.amazon.com/waf/latest/APIReference/API_Body.html */
const BODY = 8192;

/**
 * A web ACL in front of the API: at most so many requests from one address and with one person's token, and no body that
 * is longer than WAF can see. AWS's managed rules for web pages are not among them: they refuse texts with markup, which
 * are data here, and clients that do not name themselves, as the bus.
 * https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html
 */
export const createFirewall = (api: GraphqlApi, settings: Settings): void => {
  const scope = new Construct(api, 'Firewall');
  const acl = new CfnWebACL(scope, 'WebAcl', {
    description: `In front of Frontdesk-${settings.stage}`,
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visible('Firewall'),
    rules: rulesOf(settings).map(({ name, statement }, priority) => ({
      name,
      priority,
      statement,
      action: { block: {} },
      visibilityConfig: visible(name),
    })),
  });
  new CfnWebACLAssociation(scope, 'Association', { resourceArn: api.arn, webAclArn: acl.attrArn });
};

interface Rule {
  readonly name: string;
  readonly statement: CfnWebACL.StatementProperty;
}

const rulesOf = ({ requestsPerAddress, requestsPerUser, chaosDoor }: Settings): readonly Rule[] => [
  {
    name: 'RequestsPerAddress',
    statement: rateOf({ limit: requestsPerAddress, aggregateKeyType: 'IP' }),
  },
  // WAF knows no users, but each token is one's for an hour. What has no token, or is signed, is not counted here.
  {
    name: 'RequestsPerUser',
    statement: rateOf({
      limit: requestsPerUser,
      aggregateKeyType: 'CUSTOM_KEYS',
      customKeys: [{ header: { name: 'authorization', textTransformations: unchanged } }],
    }),
  },
  // A raw event is up to 32 KB.
  ...(chaosDoor ? [] : [{ name: 'BodySize', statement: longerThanSeen }]),
];

const unchanged = [{ priority: 0, type: 'NONE' }];

type Rate = Pick<CfnWebACL.RateBasedStatementProperty, 'limit' | 'aggregateKeyType' | 'customKeys'>;

/**
 * Signed requests are the bus's, which publishes for everybody from a few addresses; what it is refused nobody ever
 * hears of. Who only pretends to have signed is refused by AppSync before any resolver.
 */
const rateOf = (rate: Rate): CfnWebACL.StatementProperty => ({
  rateBasedStatement: {
    ...rate,
    evaluationWindowSec: WINDOW,
    scopeDownStatement: { notStatement: { statement: isSigned } },
  },
});

const isSigned: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    searchString: 'AWS4-HMAC-SHA256',
    fieldToMatch: { singleHeader: { Name: 'authorization' } },
    positionalConstraint: 'STARTS_WITH',
    textTransformations: unchanged,
  },
};

const longerThanSeen: CfnWebACL.StatementProperty = {
  sizeConstraintStatement: {
    fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
    comparisonOperator: 'GT',
    size: BODY,
    textTransformations: unchanged,
  },
};

/** WAF's own counts are free. Of the requests themselves none are sampled, which WAF would keep with their tokens. */
const visible = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});
