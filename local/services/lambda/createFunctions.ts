import { AwsError } from '../../platform/AwsError.ts';
import { arnOf } from '../../platform/arns.ts';
import { OperatorError } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import type { AsyncConfiguration, FunctionConfiguration } from './Lambda.ts';
import type { Pool } from './createPool.ts';
import { RESERVED_VARIABLES } from './runtimeEnvironment.ts';

export interface DeployedFunction {
  readonly configuration: FunctionConfiguration;
  readonly pool: Pool;
  /** Epoch milliseconds. */
  readonly deployedAt: number;
  /** Versions and aliases; all mean the same code. */
  readonly qualifiers: Set<string>;
  async: AsyncConfiguration;
}

/** Every deployed function, found by whatever Lambda takes for its name. */
export interface Functions {
  add(deployed: DeployedFunction): void;
  /** Throws `ResourceNotFoundException`. */
  find(functionNameOrArn: string, qualifier?: string): DeployedFunction;
  all(): readonly DeployedFunction[];
}

/** `name`, `account:function:name` or the whole ARN, each with or without `:qualifier`. */
const NAME = /^(?:(?:arn:[^:]+:lambda:[^:]+:)?[^:]+:function:)?(?<name>[^:]+)(?::(?<qualifier>[^:]+))?$/;

export function createFunctions({ account }: World): Functions {
  const functions = new Map<string, DeployedFunction>();

  return {
    add(deployed) {
      refuseUnsupported(deployed.configuration);
      functions.set(deployed.configuration.functionName, deployed);
    },
    find(functionNameOrArn, givenQualifier) {
      const { name = '', qualifier = givenQualifier } = NAME.exec(functionNameOrArn)?.groups ?? {};
      const found = functions.get(name);
      if (found && (qualifier === undefined || found.qualifiers.has(qualifier))) return found;
      const arn = arnOf(account, 'lambda', `function:${[name, ...(qualifier ? [qualifier] : [])].join(':')}`);
      throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, {
        status: 404,
        fields: { Type: 'User' },
      });
    },
    all: () => [...functions.values()],
  };
}

function refuseUnsupported({ functionName, runtime, environment }: FunctionConfiguration): void {
  if (!/^nodejs\d+\.x$/.test(runtime)) {
    throw new OperatorError(
      `Function ${functionName}: runtime ${runtime} is not supported; use a Node.js runtime such as nodejs24.x.`,
    );
  }
  const reserved = Object.keys(environment).filter((name) => RESERVED_VARIABLES.includes(name));
  if (reserved.length > 0)
    throw new AwsError('InvalidParameterValueException', RESERVED_USED + reserved.join(', '));
}

const RESERVED_USED =
  'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ';
