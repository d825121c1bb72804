import type { World } from '../../../platform/World.ts';
import { dynamodbModule } from './dynamodbModule/dynamodbModule.ts';
import { createExtensions } from './createExtensions.ts';
import type { Invocation } from './Invocation.ts';
import { earlyReturn } from './earlyReturn.ts';
import { createUtil } from './util/createUtil.ts';

/** What resolver code can import, by specifier. */
export const createModules = (world: World, invocation: () => Invocation) => ({
  '@aws-appsync/utils': {
    util: createUtil(world, invocation),
    extensions: createExtensions(invocation),
    runtime: { earlyReturn },
  },
  '@aws-appsync/utils/dynamodb': dynamodbModule,
});
