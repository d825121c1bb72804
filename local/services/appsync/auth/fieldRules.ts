import { type ConstDirectiveNode, type GraphQLSchema, isInterfaceType, isObjectType, Kind } from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { Api, AuthMode } from '../Api.ts';

/**
 * Who may select a field, by mode: everyone (`true`), or only Cognito users of one of these groups. An absent
 * mode may not.
 */
export type FieldRule = Partial<Record<AuthMode['type'], true | readonly string[]>>;

export interface TypeRules {
  /** What holds for a field without directives of its own. */
  readonly inherited: FieldRule;
  /** By field name. */
  readonly fields: ReadonlyMap<string, FieldRule>;
}

/** By type name. */
export type FieldRules = ReadonlyMap<string, TypeRules>;

/** With the authorization modes that they were read for: an update may give an API others. */
const rulesBySchema = new WeakMap<
  GraphQLSchema,
  { readonly rules: FieldRules; readonly authModes: readonly AuthMode[] }
>();

/** Returns the rules of an API's schema, which are read once, so that authorizing a field is one look-up. */
export function fieldRulesOf(api: Pick<Api, 'schema' | 'authModes'>): FieldRules {
  invariant(api.schema, 'fields are selected from a schema');
  const known = rulesBySchema.get(api.schema);
  if (known?.authModes === api.authModes) return known.rules;
  const rules = readFieldRules(api.schema, api);
  rulesBySchema.set(api.schema, { rules, authModes: api.authModes });
  return rules;
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes */
function readFieldRules(schema: GraphQLSchema, api: Pick<Api, 'authModes'>): FieldRules {
  const [defaultMode, ...otherModes] = api.authModes;
  invariant(defaultMode, 'an API has an authorization mode');
  const ruleOf = otherModes.length === 0 ? singleModeRule : multipleModesRule;
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) || isInterfaceType(type),
  );
  return new Map(
    types.map((type) => {
      const ofType = directivesOf(type.astNode, ...type.extensionASTNodes);
      const fields = Object.values(type.getFields());
      const rules = fields.map(
        (field) => [field.name, ruleOf(directivesOf(field.astNode), ofType, defaultMode)] as const,
      );
      return [type.name, { inherited: ruleOf([], ofType, defaultMode), fields: new Map(rules) }];
    }),
  );
}

type Directives = readonly ConstDirectiveNode[];

/** With Cognito as the only mode, `@aws_auth` on fields is all that counts; `DefaultAction` decides the rest. */
function singleModeRule(ofField: Directives, ofType: Directives, only: AuthMode): FieldRule {
  if (only.type !== 'AMAZON_COGNITO_USER_POOLS') return multipleModesRule(ofField, ofType, only);
  const limits = ofField.filter(({ name }) => name.value === 'aws_auth');
  if (limits.length === 0) return defaultRule(only);
  return { [only.type]: anyOf(limits.map(groupsOf)) };
}

/** A field's directives replace its type's and are OR-ed. Without any, the default mode may select the field. */
function multipleModesRule(ofField: Directives, ofType: Directives, byDefault: AuthMode): FieldRule {
  const own = ofField.filter(isModeDirective);
  const effective = own.length > 0 ? own : ofType.filter(isModeDirective);
  if (effective.length === 0) return defaultRule(byDefault);
  const rule: FieldRule = {};
  if (effective.some(isNamed('aws_api_key'))) rule.API_KEY = true;
  if (effective.some(isNamed('aws_iam'))) rule.AWS_IAM = true;
  const pools = effective.filter(isNamed('aws_cognito_user_pools'));
  if (pools.length > 0) rule.AMAZON_COGNITO_USER_POOLS = anyOf(pools.map(groupsOf));
  return rule;
}

const MODE_DIRECTIVES = ['aws_api_key', 'aws_iam', 'aws_cognito_user_pools', 'aws_oidc', 'aws_lambda'];

const isModeDirective = ({ name }: ConstDirectiveNode) => MODE_DIRECTIVES.includes(name.value);
const isNamed = (wanted: string) => (directive: ConstDirectiveNode) => directive.name.value === wanted;

const defaultRule = (mode: AuthMode): FieldRule =>
  mode.type === 'AMAZON_COGNITO_USER_POOLS' && mode.defaultAction === 'DENY' ? {} : { [mode.type]: true };

const anyOf = (limits: readonly (true | readonly string[])[]): true | readonly string[] =>
  limits.includes(true) ? true : limits.flatMap((limit) => (limit === true ? [] : limit));

/** The `cognito_groups` of a directive; `true` if it names none. */
function groupsOf(directive: ConstDirectiveNode): true | readonly string[] {
  const value = directive.arguments?.find(({ name }) => name.value === 'cognito_groups')?.value;
  if (value?.kind === Kind.STRING) return [value.value];
  if (value?.kind !== Kind.LIST) return true;
  return value.values.flatMap((group) => (group.kind === Kind.STRING ? [group.value] : []));
}

const directivesOf = (
  ...nodes: readonly ({ readonly directives?: Directives | undefined } | null | undefined)[]
): Directives => nodes.flatMap((node) => node?.directives ?? []);
