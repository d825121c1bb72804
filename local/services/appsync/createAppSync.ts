import type { World } from '../../platform/World.ts';
import type { AppSync } from './AppSync.ts';
import type { AuthenticatorDependencies } from './auth/createAuthenticator.ts';
import { createAppSyncOver } from './createAppSyncOver.ts';
import type { ExecutionDependencies } from './dataSources/createDataSources.ts';
import { createExecution } from './execution/createExecution.ts';

export type AppSyncDependencies = AuthenticatorDependencies & ExecutionDependencies;

/** AWS AppSync: the doors and, behind them, what runs operations. */
export const createAppSync = (world: World, dependencies: AppSyncDependencies): AppSync =>
  createAppSyncOver(world, dependencies, (hooks) => createExecution(world, dependencies, hooks));
