import { AwsError } from '../../platform/AwsError.ts';
import { arnOf } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import type { DeployedFunction } from './deployFunction.ts';

/** The deployed functions, found by any form of name or ARN that Lambda accepts. */
export interface Functions {
  add(deployed: DeployedFunction): void;
  delete(deployed: DeployedFunction): void;
  /** Throws `ResourceNotFoundException`. */
  find(functionNameOrArn: string, qualifier?: string): DeployedFunction;
  /** The ARN that a name means, with its qualifier. */
  arnOf(functionNameOrArn: string): string;
  all(): readonly DeployedFunction[];
}

/** `name`, `account:function:name` or the whole ARN, each with or without `:qualifier`. */
const NAME = /^(?:(?:arn:[^:]+:lambda:[^:]+:)?[^:]+:function:)?(?<name>[^:]+)(?::(?<qualifier>[^:]+))?$/;

export function createFunctions({ account }: World): Functions {
  const functions = new Map<string, DeployedFunction>();
  const qualifiedArn = (name: string, qualifier: string | undefined) =>
    arnOf(account, 'lambda', `function:${[name, ...(qualifier ? [qualifier] : [])].join(':')}`);

  return {
    add(deployed) {
      functions.set(deployed.configuration.functionName, deployed);
    },
    delete({ configuration }) {
      functions.delete(configuration.functionName);
    },
    find(functionNameOrArn, givenQualifier) {
      const { name = '', qualifier = givenQualifier } = NAME.exec(functionNameOrArn)?.groups ?? {};
      const found = functions.get(name);
      if (found && (qualifier === undefined || found.qualifiers.has(qualifier))) return found;
      throw new AwsError(
        'ResourceNotFoundException',
        `Function not found: ${qualifiedArn(name, qualifier)}`,
        { status: 404, fields: { Type: 'User' } },
      );
    },
    arnOf(functionNameOrArn) {
      const { name = '', qualifier } = NAME.exec(functionNameOrArn)?.groups ?? {};
      return qualifiedArn(name, qualifier);
    },
    all: () => [...functions.values()],
  };
}
