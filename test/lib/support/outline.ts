/** Properties that hold code or names made of hashes: they change with every edit, and say nothing to a reader. */
const UNREADABLE = /^(Code|Definition|PolicyName|PolicyDocument|AssumeRolePolicyDocument|GraphQLOperation)$/;

/** A template as a person reads it: its resources by name, each with its settings, each permission as a sentence. */
export const outline = (template: any): string => {
  const resources = Object.entries<any>(template.Resources).sort(([one], [other]) => (one < other ? -1 : 1));
  const outputs = Object.keys(template.Outputs ?? {}).filter((name) => !name.startsWith('ExportsOutput'));
  return [
    ...resources.map(([id, { Type, DeletionPolicy, Properties }]) =>
      [`${id}: ${Type}${DeletionPolicy ? ` (${DeletionPolicy})` : ''}`, ...lines(Properties)].join('\n    '),
    ),
    ...(outputs.length > 0 ? [`Outputs: ${outputs.sort().join(' ')}`] : []),
    '',
  ].join('\n');
};

const lines = (properties: any = {}) => [
  ...settings(properties),
  ...(properties.PolicyDocument?.Statement ?? []).map(sentence),
];

const settings = (properties: any): string[] =>
  Object.entries<any>(properties)
    .filter(([key]) => !UNREADABLE.test(key))
    .map(([key, value]) => cut(`${key} = ${text(value)}`));

const cut = (line: string) => (line.length > 500 ? `${line.slice(0, 500)}…` : line);

/** A statement of a policy in words. */
export const sentence = ({ Effect, Action, Resource, Principal, Condition }: any) =>
  [
    Effect,
    Principal ? text(Principal.Service ?? Principal.AWS ?? Principal) : '',
    [Action].flat().join(' '),
    Resource ? `on ${[Resource].flat().map(text).join(' and ')}` : '',
    Condition ? `if ${text(Condition)}` : '',
  ]
    .filter(Boolean)
    .join(' ');

/** A value in a word or two: a reference by what it names, an asset's hash as `<hash>`. */
const text = (value: any): string => {
  if (Array.isArray(value)) return value.map(text).join(', ');
  if (typeof value !== 'object') return String(value).replace(/[0-9a-f]{64}/g, '<hash>');
  if (value.Ref) return value.Ref;
  if (value['Fn::GetAtt']) return value['Fn::GetAtt'].join('.');
  if (value['Fn::ImportValue'])
    return `import ${String(value['Fn::ImportValue']).replace(/^.*ExportsOutput/, '')}`;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(text).join(value['Fn::Join'][0]);
  if (value['Fn::Sub']) return value['Fn::Sub'];
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${text(inner)}`)
    .join(', ')} }`;
};
