import { registerHooks } from 'node:module';

const SDK = /^@(aws-sdk|smithy)\//;

/**
 * The runtime ships the AWS SDK, so bundles may leave it out: what the code's own folder lacks is
 * taken from here. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included
 */
export function installRuntimeModules(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (!SDK.test(specifier)) return next(specifier, context);
      try {
        return next(specifier, context);
      } catch {
        return next(specifier, { ...context, parentURL: import.meta.url });
      }
    },
  });
}
