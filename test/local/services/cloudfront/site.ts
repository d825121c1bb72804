import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const getAtt = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });
export const ref = (name: string) => ({ Ref: name });
const ARN = { 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Edge}' };
export const POLICY = "default-src 'none'";

export const reading = {
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: ref('Pages'),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Resource: { 'Fn::Sub': '${Pages.Arn}/*' },
          Condition: { StringEquals: { 'aws:SourceArn': ARN } },
        },
      ],
    },
  },
};

export const behavior = {
  TargetOriginId: 'bucket',
  ViewerProtocolPolicy: 'redirect-to-https',
  ResponseHeadersPolicyId: ref('Headers'),
};

export const edge = (more: object = {}) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      DefaultRootObject: 'index.html',
      Origins: [
        {
          Id: 'bucket',
          DomainName: getAtt('Pages', 'RegionalDomainName'),
          OriginAccessControlId: getAtt('Access', 'Id'),
          S3OriginConfig: { OriginAccessIdentity: '' },
        },
      ],
      DefaultCacheBehavior: behavior,
      CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 200, ResponsePagePath: '/index.html' }],
      ...more,
    },
  },
});

export const deployment = (key: string, more: object = {}) => ({
  Type: 'Custom::CDKBucketDeployment',
  Properties: {
    ServiceToken: 'arn:aws:lambda:us-east-1:000000000000:function:deployer',
    SourceBucketNames: ['assets'],
    SourceObjectKeys: [`${key}.zip`],
    SourceMarkers: [{ '<<marker:0xbaba:0>>': ref('Pages') }],
    SourceMarkersConfig: [{ jsonEscape: true }],
    DestinationBucketName: ref('Pages'),
    SystemMetadata: { 'cache-control': 'no-cache' },
    ...more,
  },
});

export const resources = {
  Pages: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'the-pages' } },
  Reading: reading,
  Access: {
    Type: 'AWS::CloudFront::OriginAccessControl',
    Properties: {
      OriginAccessControlConfig: {
        Name: 'pages',
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    },
  },
  Headers: {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: 'pages',
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: POLICY, Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
          ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: false },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 600, Override: true },
        },
        CustomHeadersConfig: {
          Items: [{ Header: 'Cache-Control', Value: 'max-age=1', Override: false }],
        },
        RemoveHeadersConfig: { Items: [{ Header: 'Last-Modified' }] },
      },
    },
  },
  Edge: edge(),
  Deployment: deployment('first'),
};

type Files = Readonly<Record<string, string>>;

export const first = {
  'index.html': '<title>First</title>',
  'config.json': '{"bucket":"<<marker:0xbaba:0>>"}',
  'assets/a b.js': 'export {}',
};
export const second = { 'index.html': '<title>Second</title>' };

/** A cloud assembly of one stack, with assets of these files. */
export function assemblyOf(template: object, assets: Readonly<Record<string, Files>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [key, files] of Object.entries(assets))
    for (const [path, content] of Object.entries(files)) write(`asset.${key}/${path}`, content);
  const listed = Object.keys(assets).map((key) => [
    key,
    { source: { path: `asset.${key}` }, destinations: { here: { objectKey: `${key}.zip` } } },
  ]);
  write('Site.assets.json', JSON.stringify({ files: Object.fromEntries(listed) }));
  const Outputs = { Address: { Value: { 'Fn::Sub': 'https://${Edge.DomainName}' } } };
  write('Site.json', JSON.stringify({ Resources: template, ...('Edge' in template && { Outputs }) }));
  const artifacts = {
    'Site.assets': { type: 'cdk:asset-manifest', properties: { file: 'Site.assets.json' } },
    Site: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Site.json' } },
  };
  write('manifest.json', JSON.stringify({ version: '1', artifacts }));
  return folder;
}
