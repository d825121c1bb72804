import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { Dashboard } from '../bundles/bundleDashboard.ts';
import { noteBundle } from '../bundles/noteBundle.ts';
import type { DataStack } from './DataStack.ts';
import type { SharedPlatform } from './Platform.ts';
import { removalPolicyOf, type Settings } from './settings.ts';

export interface DeployDashboardProps {
  readonly settings: Settings;
  readonly data: DataStack;
  readonly platform: SharedPlatform;
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  readonly dashboard: Dashboard;
}

/** Longest that a browser and an edge keep a file whose name changes with its content. */
const ONE_YEAR = 'public, max-age=31536000, immutable';

/**
 * Brings the web app into its bucket, with the addresses of this stage as `/config.json`. What a page refers to is there before
 * the page, and stays after it: somebody may have the page of before open.
 */
export function deployDashboard(scope: Construct, props: DeployDashboardProps): void {
  const { settings, bucket, distribution, dashboard } = props;
  const logGroup = new LogGroup(scope, 'DeploymentLogs', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: removalPolicyOf(settings),
  });
  const role = createRole(scope, props);
  logGroup.grantWrite(role);
  const shared = {
    destinationBucket: bucket,
    prune: false,
    memoryLimit: 512,
    logGroup,
    // Its own policy says less than the construct would grant.
    role: role.withoutPolicyUpdates(),
  };
  const assets = new BucketDeployment(scope, 'Assets', {
    ...shared,
    sources: [Source.asset(dashboard.assets)],
    destinationKeyPrefix: 'assets',
    cacheControl: [CacheControl.fromString(ONE_YEAR)],
  });
  const page = new BucketDeployment(scope, 'Page', {
    ...shared,
    sources: [Source.asset(dashboard.page), configOf(props)],
    cacheControl: [CacheControl.noCache()],
    distribution,
    distributionPaths: ['/*'],
  });
  page.node.addDependency(assets);
  assets.node.addDependency(role);
  Validations.of(scope).acknowledge({
    id: 'AwsSolutions-L1',
    reason: 'The runtime of its one function is the choice of the CDK, whose code it is.',
  });
  noteBundle(customResourceOf(assets), { kind: 'dashboard', part: 'assets' });
  noteBundle(customResourceOf(page), { kind: 'dashboard', part: 'page' });
}

/** The one of `Custom::CDKBucketDeployment`, which the construct keeps for itself. */
const customResourceOf = (deployment: BucketDeployment): CfnResource =>
  // It has exactly one.
  deployment.node
    .findAll()
    .find(
      (child) => child instanceof CfnResource && child.cfnResourceType.startsWith('Custom::'),
    ) as CfnResource;

/** What the page has to know before it can ask for anything: dashboard/data reads it. */
const configOf = ({ settings, data, platform: { api } }: DeployDashboardProps): ISource =>
  Source.jsonData('config.json', {
    region: Stack.of(api).region,
    userPoolId: data.users.userPoolId,
    userPoolClientId: data.client.userPoolClientId,
    graphqlEndpoint: settings.graphqlPath ?? api.graphqlUrl,
    ...(settings.userPoolPath !== undefined && { userPoolEndpoint: settings.userPoolPath }),
    selfSignUp: settings.selfSignUp,
  });

/** What the CDK's function does: read in `bucket-deployment-handler` of its library. */
function createRole(scope: Construct, { bucket, distribution }: DeployDashboardProps): Role {
  const role = new Role(scope, 'DeploymentRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const stack = Stack.of(scope);
  const allow = (actions: string[], ...resources: string[]) =>
    role.addToPolicy(new PolicyStatement({ actions, resources }));
  const files = stack.formatArn({
    service: 's3',
    region: '',
    account: '',
    resource: assetBucket(stack),
    resourceName: '*',
  });
  allow(['s3:GetObject'], files);
  allow(['s3:ListBucket'], bucket.bucketArn);
  allow(['s3:PutObject'], bucket.arnForObjects('*'));
  const edge = { service: 'cloudfront', region: '', resource: 'distribution' };
  allow(
    ['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'],
    stack.formatArn({ ...edge, resourceName: distribution.distributionId }),
  );
  const reason = 'Files of the app have any name: each deployment brings others.';
  Validations.of(role).acknowledge(
    {
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
      reason,
    },
    {
      // A bucket of our own has its resource.
      id: `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/*]`,
      reason,
    },
  );
  return role;
}

/** Where the CDK puts what it deploys: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html */
const assetBucket = ({ account, region }: Stack) => `cdk-hnb659fds-assets-${account}-${region}`;
