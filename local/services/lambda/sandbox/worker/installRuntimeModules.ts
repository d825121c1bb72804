import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const SDK = /^@(aws-sdk|smithy)\//;
const { resolve: resolveForRequire } = createRequire(import.meta.url);

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
        const required = context.conditions?.includes('require');
        const url = required
          ? pathToFileURL(resolveForRequire(specifier)).href
          : import.meta.resolve(specifier);
        return { url, shortCircuit: true };
      }
    },
  });
}
