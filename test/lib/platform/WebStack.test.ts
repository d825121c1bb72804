import { beforeAll, describe, expect, test } from 'vitest';
import { synthesize } from '../../../lib/app.ts';
import { LOCAL_CONTEXT } from '../../../start/assembly/synthesizeInWorker.ts';
import { production } from '../support/production.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: any;
  readonly DependsOn?: readonly string[];
}

const webStack = (context: Readonly<Record<string, unknown>>) => {
  const { stacks } = synthesize({ checks: false, only: [], context });
  const resources: Record<string, Resource> = stacks.at(-1)!.template.Resources;
  const all = (type: string) => Object.values(resources).filter(({ Type }) => Type === type);
  return { resources, all, one: (type: string) => all(type)[0]!.Properties };
};

let web: ReturnType<typeof webStack>;
let local: typeof web;
beforeAll(() => {
  web = webStack(production);
  local = webStack(LOCAL_CONTEXT);
});

const policyOf = ({ one }: typeof web): string => {
  const { SecurityHeadersConfig: headers } = one(
    'AWS::CloudFront::ResponseHeadersPolicy',
  ).ResponseHeadersPolicyConfig;
  return JSON.stringify(headers.ContentSecurityPolicy.ContentSecurityPolicy);
};

describe('the pages', () => {
  test('are in a bucket that is closed to everybody but one distribution, and to plain HTTP', () => {
    expect(web.one('AWS::S3::Bucket').PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const statements = web.one('AWS::S3::BucketPolicy').PolicyDocument.Statement;
    expect(statements).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      expect.objectContaining({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      }),
    ]);
  });

  test('are served over TLS, and every path of the app’s own is its page', () => {
    const { DistributionConfig: config } = web.one('AWS::CloudFront::Distribution');
    expect(config.DefaultCacheBehavior).toMatchObject({
      ViewerProtocolPolicy: 'redirect-to-https',
      ResponseHeadersPolicyId: expect.anything(),
    });
    expect(config.DefaultCacheBehavior).not.toHaveProperty('AllowedMethods');
    expect(config.CustomErrorResponses).toEqual([
      { ErrorCode: 403, ResponseCode: 200, ResponsePagePath: '/index.html' },
    ]);
  });

  test('have calendars beside them, which no edge keeps and a function of another stack answers', () => {
    const { stacks } = synthesize({ checks: false, only: ['calendars'], context: production });
    const resources: Record<string, Resource> = stacks.at(-1)!.template.Resources;
    const { DistributionConfig: config } = Object.values(resources).find(
      ({ Type }) => Type === 'AWS::CloudFront::Distribution',
    )!.Properties;
    expect(config.CacheBehaviors).toEqual([
      expect.objectContaining({
        PathPattern: '/calendar/*',
        ViewerProtocolPolicy: 'redirect-to-https',
        // Managed policies, by their documented ids: CachingDisabled and AllViewerExceptHostHeader.
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        ResponseHeadersPolicyId: expect.anything(),
      }),
    ]);
    const origin = config.Origins.find(
      ({ Id }: { Id: string }) => Id === config.CacheBehaviors[0].TargetOriginId,
    );
    expect(origin.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
    expect(JSON.stringify(origin.DomainName)).toContain('Calendars');
    expect(web.one('AWS::CloudFront::Distribution').DistributionConfig).not.toHaveProperty('CacheBehaviors');
  });

  test('run their own code alone, ask the backend alone, and are embedded by nobody', () => {
    const policy = policyOf(web);
    for (const part of [
      "default-src 'none'",
      "script-src 'self';",
      "style-src 'self';",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|data:;(?! font)|http:/);
    for (const door of ['GraphQLUrl', 'RealtimeUrl', 'https://cognito-idp.']) expect(policy).toContain(door);
    const { SecurityHeadersConfig: headers } = web.one(
      'AWS::CloudFront::ResponseHeadersPolicy',
    ).ResponseHeadersPolicyConfig;
    expect(headers).toMatchObject({
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
    });
  });

  test('find everything at their own address on one machine', () => {
    expect(policyOf(local)).toContain("connect-src 'self';");
    const markers = local
      .all('Custom::CDKBucketDeployment')
      .map(({ Properties }) => Properties.SourceMarkers);
    expect(JSON.stringify(markers)).not.toContain('GraphQLUrl');
  });
});

describe('a deployment', () => {
  const deployments = () =>
    Object.entries(web.resources).filter(([, { Type }]) => Type === 'Custom::CDKBucketDeployment');

  test('brings what the page refers to before the page, and takes nothing away', () => {
    const [[assetsId, assets], [, page]] = deployments() as [[string, Resource], [string, Resource]];
    expect(assets.Properties).toMatchObject({ DestinationBucketKeyPrefix: 'assets', Prune: false });
    expect(page.Properties).toMatchObject({ Prune: false, DistributionPaths: ['/*'] });
    expect(page.DependsOn).toContain(assetsId);
  });

  test('lets browsers keep what is named by its content, and ask for the rest', () => {
    expect(deployments().map(([, { Properties }]) => Properties.SystemMetadata)).toEqual([
      { 'cache-control': 'public, max-age=31536000, immutable' },
      { 'cache-control': 'no-cache' },
    ]);
  });

  test('may write its bucket, read the CDK’s and clear its distribution: nothing else', () => {
    const { PolicyDocument } = web.one('AWS::IAM::Policy');
    const actions = PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action);
    expect(actions.sort()).toEqual([
      'cloudfront:CreateInvalidation',
      'cloudfront:GetInvalidation',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
    expect(web.all('AWS::IAM::Role')).toHaveLength(1);
  });
});
