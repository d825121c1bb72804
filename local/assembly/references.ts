import type { Account } from '../platform/World.ts';
import { OperatorError } from '../platform/errors.ts';
import type { Created } from '../resources/common/ResourceType.ts';
import type { Template } from './Template.ts';

/** What the intrinsic functions of one stack can refer to. */
export interface Scope {
  readonly account: Account;
  readonly stackName: string;
  readonly stackId: string;
  readonly template: Template;
  /** Resources created so far, by logical id. */
  readonly created: Map<string, MadeResource>;
  /** Exports of every stack deployed so far. */
  readonly exports: Map<string, unknown>;
  /** Outputs of every stack deployed so far, by the stack's name. */
  readonly outputs: Map<string, Readonly<Record<string, unknown>>>;
}

export interface MadeResource extends Created {
  /** The properties with every intrinsic function resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Whether its attributes are known only once it is created or changed. @default false */
  readonly isPlanned?: boolean;
}

/** Stands for a value that is known only once a resource is created. */
export const plannedValue = (stackName: string, logicalId: string, attribute: string) =>
  `{known after the update: ${stackName}/${logicalId}.${attribute}}`;

/** Whether some part of a value is known only later. */
export const isPlannedIn = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('{known after the update: ')
    : typeof value === 'object' && value !== null && Object.values(value).some(isPlannedIn);

/** The value of `Ref: AWS::NoValue`. A member with this value is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** `Ref`: a pseudo parameter, a parameter's value or a resource's reference. */
export function referTo(name: string, scope: Scope): unknown {
  const pseudo = pseudoParameters(scope);
  if (Object.hasOwn(pseudo, name)) return pseudo[name];
  const parameter = scope.template.Parameters?.[name];
  if (parameter) return parameterValue(name, parameter.Default, scope);
  const resource = scope.created.get(name);
  if (resource) return resource.ref;
  throw new OperatorError(
    `${scope.stackName}: Ref names "${name}", which is neither a parameter nor a resource.`,
  );
}

/** `Fn::GetAtt`, whose attribute name may itself contain dots. */
export function attributeOf(logicalId: string, attribute: string, scope: Scope): unknown {
  const { attributes = {}, isPlanned = false } = scope.created.get(logicalId) ?? {};
  if (Object.hasOwn(attributes, attribute)) return attributes[attribute];
  if (isPlanned) return plannedValue(scope.stackName, logicalId, attribute);
  const type = scope.template.Resources[logicalId]?.Type ?? 'no resource of that name';
  throw new OperatorError(
    `${scope.stackName}: Fn::GetAtt ${logicalId}.${attribute} is not supported (${type}); supported: ${
      Object.keys(attributes).join(', ') || 'none'
    }.`,
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
const pseudoParameters = ({ account, stackName, stackId }: Scope): Record<string, unknown> => ({
  'AWS::AccountId': account.accountId,
  'AWS::NoValue': NO_VALUE,
  'AWS::NotificationARNs': [],
  'AWS::Partition': account.partition,
  'AWS::Region': account.region,
  'AWS::StackId': stackId,
  'AWS::StackName': stackName,
  'AWS::URLSuffix': 'amazonaws.com',
});

function parameterValue(name: string, value: unknown, scope: Scope): unknown {
  if (value !== undefined) return value;
  throw new OperatorError(`${scope.stackName}: parameter "${name}" has no default; give it one in the app.`);
}
