import { Validations } from 'aws-cdk-lib';
import type { CfnGraphQLApi, GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { removalPolicyOf } from './removalPolicyOf.ts';
import type { Settings } from './Settings.ts';

/**
 * Logs what fails, to a log group made here under the name AppSync gives it, by a role that may write
 * to no other. Set on the L1: the library's `logConfig` brings a Lambda that sets the retention, and a
 * role for every log group of the account.
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
 */
export const addApiLogs = (api: GraphqlApi, settings: Settings) => {
  const role = new Role(api, 'LogRole', { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
  const resource = api.node.findChild('Resource') as CfnGraphQLApi;
  resource.logConfig = {
    cloudWatchLogsRoleArn: role.roleArn,
    fieldLogLevel: 'ERROR',
    excludeVerboseContent: true,
  };
  createLogGroup(api, settings).grantWrite(role);
  Validations.of(api).acknowledge({
    id: 'AwsSolutions-ASC3',
    reason:
      'Requests and errors are logged; verbose content is not, being what people wrote about themselves.',
  });
};

const createLogGroup = (api: GraphqlApi, settings: Settings) =>
  new LogGroup(api, 'Logs', {
    logGroupName: `/aws/appsync/apis/${api.apiId}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: removalPolicyOf(settings),
  });
