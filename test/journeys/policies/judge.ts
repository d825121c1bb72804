import { simulateAccess } from '../../../local/services/iam/authorization/simulateAccess.ts';
import type { AccessDecision } from '../../../local/services/iam/authorization/Access.ts';
import type { Cloud } from '../../../local/startCloud.ts';
import type { DeployedStatement, Statement } from './statements.ts';

/** What may be taken from a statement: all of it, an action, or a partition. */
export interface Removal {
  readonly what: string;
  /** What is left of the statement. */
  readonly left: Statement | undefined;
  /** Whether a request that was allowed may have needed what is removed. */
  concerns(decision: AccessDecision): boolean;
}

const KEYS = 'dynamodb:LeadingKeys';
const OPERATOR = 'ForAllValues:StringLike';

/** Everything that can be taken from a statement that allows something, alone. */
export function removalsOf({ statement }: DeployedStatement): Removal[] {
  const { Action, Condition } = statement;
  const [actions, keys] = [listOf(Action), listOf(Condition?.[OPERATOR]?.[KEYS])];
  const whole: Removal = { what: 'the statement', left: undefined, concerns: () => true };
  const ofActions = actions.map((action) => ({
    what: action,
    left: { ...statement, Action: actions.filter((each) => each !== action) },
    concerns: (decision: AccessDecision) => decision.action === action,
  }));
  const ofKeys = keys.map((key) => ({
    what: key,
    left: {
      ...statement,
      Condition: {
        ...Condition,
        [OPERATOR]: { ...Condition?.[OPERATOR], [KEYS]: keys.filter((each) => each !== key) },
      },
    },
    concerns: ({ context }: AccessDecision) =>
      listOf(context[KEYS.toLowerCase()]).some((value) => value.startsWith(key.replace('*', ''))),
  }));
  return [
    whole,
    ...(actions.length > 1 ? ofActions : []),
    // A condition without a value would not be valid.
    ...(keys.length > 1 ? ofKeys : []),
  ];
}

const listOf = (value: unknown): string[] => (value === undefined ? [] : ([value].flat() as string[]));

export type Judge = (
  decision: AccessDecision,
  changed?: { readonly of: DeployedStatement; readonly left: Statement | undefined },
) => Promise<boolean>;

/** Decides a request again that was recorded, with one statement changed, as the cloud itself decides. */
export function createJudge({ world, services }: Cloud, statements: readonly DeployedStatement[]): Judge {
  const { accountId } = world.account;
  const byOwner = Map.groupBy(statements, ({ owner, kind }) => `${kind} ${owner}`);
  return async ({ principal, action, resource, context }, changed) => {
    const documentOf = (of: readonly DeployedStatement[]) => ({
      Version: '2012-10-17',
      Statement: of.flatMap((each) => (each === changed?.of ? (changed.left ?? []) : each.statement)),
    });
    const role = roleOf(principal);
    const identity = Map.groupBy(byOwner.get(`identity ${role}`) ?? [], ({ policyName }) => policyName);
    // Journeys may act in roles of their own.
    const undeployed = services.iam
      .roles()
      .filter(({ roleArn }) => roleArn === role)
      .flatMap(({ policies }) => policies)
      .filter(({ policyName }) => !identity.has(policyName));
    const kind = action === 'sts:AssumeRole' ? 'trust' : 'resource';
    const ofResource = byOwner.get(`${kind} ${resource}`);
    const { allowed } = await simulateAccess({
      principal,
      accountId,
      request: {
        action,
        resource,
        ...(ofResource && { resourcePolicy: JSON.stringify(documentOf(ofResource)) }),
      },
      policies: {
        owner: role,
        identity: [
          ...undeployed,
          ...[...identity].map(([policyName, of]) => ({ policyName, document: documentOf(of) })),
        ],
      },
      context,
    });
    return allowed;
  };
}

/** The role that a session is of; a service itself has none. */
const roleOf = (principal: string) =>
  principal.replace(/^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/, 'arn:$1:iam::$2:role/$3');
