import { CfnOutput, Fn, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HttpVersion,
  type IResponseHeadersPolicy,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Dashboard } from '../bundles/bundleDashboard.ts';
import type { DataStack } from './DataStack.ts';
import { createHeadersPolicy } from './createHeadersPolicy.ts';
import { deployDashboard } from './deployDashboard.ts';
import type { SharedPlatform } from './Platform.ts';
import type { Settings } from './settings.ts';

export interface WebStackProps extends StackProps {
  readonly settings: Settings;
  readonly data: DataStack;
  readonly platform: SharedPlatform;
  /** Called when everything else is synthesized, because it waits for the bundle. */
  readonly dashboard: () => Dashboard;
}

/**
 * The web app: files in a bucket that nobody but one distribution reads, and what functions of domains answer beside them.
 * Nothing imports from this stack, so it can be deleted while the API is served.
 */
export class WebStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { settings, data, platform, dashboard, ...props }: WebStackProps,
  ) {
    super(scope, id, props);
    const bucket = createBucket(this);
    for (const { stack } of platform.webPaths.values()) this.addStackDependency(stack);
    const distribution = createDistribution(this, { settings, platform, bucket });
    deployDashboard(this, { settings, data, platform, bucket, distribution, dashboard: dashboard() });
    new CfnOutput(this, 'WebUrl', { value: `https://${distribution.distributionDomainName}` });
    new CfnOutput(this, 'DistributionId', { value: distribution.distributionId });
  }
}

/** Kept when the stack goes, because CloudFormation deletes no bucket that holds something. */
function createBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, 'Pages', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'It holds what everybody may read, and only the distribution reads it.',
  });
  return bucket;
}

interface DistributionProps {
  readonly settings: Settings;
  readonly platform: SharedPlatform;
  readonly bucket: Bucket;
}

function createDistribution(
  scope: Construct,
  { settings, platform, bucket }: DistributionProps,
): Distribution {
  const responseHeadersPolicy = createHeadersPolicy(scope, { settings, platform });
  const distribution = new Distribution(scope, 'Distribution', {
    comment: `Frontdesk ${settings.stage}`,
    defaultRootObject: 'index.html',
    httpVersion: HttpVersion.HTTP2_AND_3,
    // Edges in Europe and North America: the others cost more.
    priceClass: PriceClass.PRICE_CLASS_100,
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy,
    },
    additionalBehaviors: answeredByFunctions(platform, responseHeadersPolicy),
    // Paths of the page's own are no files. CloudFront may not list the bucket, so S3 answers 403 for what is not there:
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html. A 404 of another origin stays one.
    errorResponses: [{ httpStatus: 403, responseHttpStatus: 200, responsePagePath: '/index.html' }],
  });
  acknowledge(distribution);
  return distribution;
}

/**
 * Answers of functions are kept at no edge, and decide by all that was asked but the host, which is the function's own:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const answeredByFunctions = (
  { webPaths }: SharedPlatform,
  responseHeadersPolicy: IResponseHeadersPolicy,
): Record<string, BehaviorOptions> =>
  Object.fromEntries(
    [...webPaths].map(([path, output]) => [
      path,
      {
        origin: new HttpOrigin(hostIn(output), {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy,
      },
    ]),
  );

/** Read when this stack is deployed, without an export: a domain's stack can be deleted while this one stands. */
const hostIn = ({ stack, logicalId }: CfnOutput): string =>
  Fn.select(2, Fn.split('/', Fn.getStackOutput(stack.stackName, logicalId)));

function acknowledge(distribution: Distribution): void {
  Validations.of(distribution).acknowledge(
    {
      id: 'AwsSolutions-CFR1',
      reason: 'People book from wherever they are.',
    },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'It serves files, and calendars to whoever has a secret link. What answers people, the API, has the firewall.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason: 'Who opened a page of files is kept nowhere; the API logs who asked what.',
    },
    {
      id: 'AwsSolutions-CFR4',
      reason:
        'The certificate of cloudfront.net cannot ask for more than TLS 1.0; browsers of the last ten years use 1.2 and 1.3, and the page asks them to by its headers.',
    },
  );
}
