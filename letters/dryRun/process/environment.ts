import type { RehearsedFunction } from '../protocol.ts';

/** A queue's URL, whoever's endpoint it names: the account and the queue. */
const QUEUE_PATH = /^\/\d{12}\/[\w-]{1,80}(?:\.fifo)?$/;

/**
 * The whole of `process.env` of a handler in a dry run: what is deployed, without any way to a real service. Each queue's
 * URL leads to the dry run's own endpoint, because the SDK sends to the host that a queue's URL names, whatever
 * endpoint is set: https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-client-sqs/Interface/SQSInputConfig/
 */
export const rehearsedEnvironment = (
  { name, handler, runtime, memoryMb, taskRoot, arn, environment }: RehearsedFunction,
  endpointUrl: string,
): Record<string, string> => {
  const region = arn.split(':')[3] ?? '';
  const port = new URL(endpointUrl).port;
  return {
    ...Object.fromEntries(
      Object.entries(environment)
        // What leads to a service at another address, or loads code of its own.
        .filter(
          ([key]) =>
            !/^(?:AWS_ENDPOINT_URL|AWS_PROFILE|NODE_OPTIONS|AWS_CONTAINER_|AWS_WEB_IDENTITY_)/.test(key),
        )
        .map(([key, value]) => [key, redirected(value, endpointUrl)]),
    ),
    ...gatewayAddress(environment, endpointUrl),
    // The outcome of a message is in a line of this level.
    POWERTOOLS_LOG_LEVEL: 'INFO',
    POWERTOOLS_TRACE_ENABLED: 'false',
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'dryrun',
    AWS_SECRET_ACCESS_KEY: 'dryrun',
    // Where else the SDK would look for credentials.
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'dry-run',
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: handler,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    NODE_OPTIONS: [
      `--import=${new URL(`./guard.ts?port=${port}`, import.meta.url).href}`,
      // It reads files, and writes none, starts no process and loads no addon: https://nodejs.org/api/permissions.html
      '--permission',
      '--allow-fs-read=*',
    ].join(' '),
  };
};

const redirected = (value: string, endpointUrl: string): string => {
  const path = URL.canParse(value) ? new URL(value).pathname : '';
  return QUEUE_PATH.test(path) ? `${endpointUrl}${path}` : value;
};

/** Stripe's requests come to the dry run, which can say what would have been asked. */
const gatewayAddress = (
  { PAYMENT_GATEWAY }: Readonly<Record<string, string>>,
  endpointUrl: string,
): Record<string, string> => (PAYMENT_GATEWAY === 'stripe' ? { STRIPE_API_URL: endpointUrl } : {});
