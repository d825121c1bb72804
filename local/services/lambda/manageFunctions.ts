import type { World } from '../../platform/World.ts';
import type { FunctionPolicies } from './createFunctionPolicies.ts';
import type { Functions } from './createFunctions.ts';
import { checkSupported, deployFunction, type DeployOptions } from './deployFunction.ts';
import type { Lambda } from './Lambda.ts';

/** What templates do with functions. */
export type FunctionManagement = Pick<
  Lambda,
  | 'createFunction'
  | 'updateFunction'
  | 'deleteFunction'
  | 'addPermission'
  | 'removePermission'
  | 'configureAsync'
  | 'publishVersion'
  | 'addQualifier'
  | 'removeQualifier'
>;

export const manageFunctions = (
  world: World,
  functions: Functions,
  policies: FunctionPolicies,
  deployment: DeployOptions,
): FunctionManagement => ({
  createFunction(configuration) {
    functions.add(deployFunction(world, configuration, deployment));
  },
  async updateFunction(configuration) {
    checkSupported(configuration);
    const deployed = functions.find(configuration.functionName);
    const { reservedConcurrency } = configuration;
    // One that somebody set by the API stays, as on AWS, while the template's own does not change.
    if (reservedConcurrency !== deployed.configuration.reservedConcurrency) {
      deployed.reservedConcurrency = reservedConcurrency;
      deployed.pool.reserve(reservedConcurrency);
    }
    await deployed.update(configuration);
  },
  async deleteFunction(functionName) {
    const deployed = functions.find(functionName);
    functions.delete(deployed);
    policies.deleteFor(deployed.configuration.functionArn);
    await deployed.pool.renew();
  },
  addPermission(functionNameOrArn, permission) {
    policies.add(functions.arnOf(functionNameOrArn), permission);
  },
  removePermission(functionNameOrArn, statementId) {
    policies.remove(functions.arnOf(functionNameOrArn), statementId);
  },
  configureAsync(functionName, configuration) {
    functions.find(functionName).async = configuration;
  },
  publishVersion(functionName) {
    const { qualifiers } = functions.find(functionName);
    const numbers = [...qualifiers].map(Number).filter((number) => number > 0);
    const version = String(Math.max(0, ...numbers) + 1);
    qualifiers.add(version);
    return version;
  },
  addQualifier(functionName, qualifier) {
    functions.find(functionName).qualifiers.add(qualifier);
  },
  removeQualifier(functionName, qualifier) {
    functions.find(functionName).qualifiers.delete(qualifier);
  },
});
