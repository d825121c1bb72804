import { resourcesOf, type Rule, type Statement } from '../Rule.ts';

/** What reads and writes rows. The stream's actions know no keys. */
const ROWS =
  /^dynamodb:(\*|(Batch)?GetItem|BatchWriteItem|Query|Scan|(Put|Update|Delete|ConditionCheck)Item|PartiQL\w+)$/;

const KEYS = 'dynamodb:LeadingKeys';

export const rowsAreGrantedByKey: Rule = {
  name: 'rowsAreGrantedByKey',
  description:
    'Who may work with rows may do so in partitions that are named, and not with a request that names none.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html',
  check: (template) =>
    resourcesOf(template, 'AWS::IAM::Policy').flatMap(({ logicalId, properties }) =>
      properties.PolicyDocument.Statement.flatMap((statement, index) => {
        const message = rowsFault(statement);
        return message ? [{ logicalId, property: `PolicyDocument.Statement.${index}`, message }] : [];
      }),
    ),
};

const rowsFault = ({ Effect, Action, Resource, Condition = {} }: Statement): string | undefined => {
  const ofRows = [Action].flat().filter((action) => action === '*' || ROWS.test(action));
  if (Effect !== 'Allow' || ofRows.length === 0) return undefined;
  if (ofRows.some((action) => /\*|Scan|PartiQL/.test(action))) return `must not allow ${ofRows.join(', ')}`;
  // A resource is a text, or a function of several.
  if (/\*/.test(JSON.stringify(Resource))) return 'must name the table, and each index';
  const keys = [Condition['ForAllValues:StringLike']?.[KEYS] ?? []].flat();
  if (keys.length === 0 || keys.some((key) => key === '*')) return `must name partitions by ${KEYS}`;
  return Condition['Null']?.[KEYS] === 'false' ? undefined : `must ask for ${KEYS} by Null`;
};

export const rolesHaveOwnPolicies: Rule = {
  name: 'rolesHaveOwnPolicies',
  description: 'A role has no policies of AWS’s, which allow more than it needs, and change.',
  check: (template) =>
    resourcesOf(template, 'AWS::IAM::Role')
      .filter(({ properties }) => properties.ManagedPolicyArns?.length)
      .map(({ logicalId }) => ({ logicalId, property: 'ManagedPolicyArns', message: 'must be empty' })),
};
