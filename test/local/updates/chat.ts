/** A template of an API whose answers a test can change: `say` publishes to `onSay`, `shout` asks a function. */
export interface ChatOptions {
  /** The text that `say` answers. @default said */
  readonly word?: string;
  /** What the function answers, as an expression. @default 'hey' */
  readonly answer?: string;
  readonly schema?: string;
  /** Other resources. @default none */
  readonly more?: object;
}

export const SCHEMA = `
  type Saying { text: String! word: String by: String }
  type Query { nothing: String }
  type Mutation { say(text: String!): Saying shout: String }
  type Subscription { onSay(text: String): Saying @aws_subscribe(mutations: ["say"]) }
`;

const RUNTIME = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };
const API_ID = { 'Fn::GetAtt': ['Api', 'ApiId'] };

const role = (service: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      {
        PolicyName: 'all',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
      },
    ],
  },
});

export const sayCode = (word: string) => `
  export const request = (ctx) => ({ payload: { text: ctx.args.text, word: '${word}' } });
  export const response = (ctx) => ctx.result;`;

const shoutCode = `
  export const request = () => ({ operation: 'Invoke', payload: {} });
  export const response = (ctx) => ctx.result;`;

export const resolver = (field: string, source: string, code: string, type = 'Mutation') => ({
  Type: 'AWS::AppSync::Resolver',
  DependsOn: ['Schema', source],
  Properties: {
    ApiId: API_ID,
    TypeName: type,
    FieldName: field,
    DataSourceName: source,
    Code: code,
    Runtime: RUNTIME,
  },
});

export const inlineFunction = (code: string, more: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['FunctionRole', 'Arn'] },
    Code: { ZipFile: code },
    ...more,
  },
});

export const functionRole = { FunctionRole: role('lambda.amazonaws.com') };

export const chat = ({ word = 'said', answer = "'hey'", schema = SCHEMA, more = {} }: ChatOptions = {}) => ({
  Resources: {
    ...functionRole,
    ApiRole: role('appsync.amazonaws.com'),
    Api: { Type: 'AWS::AppSync::GraphQLApi', Properties: { Name: 'chat', AuthenticationType: 'API_KEY' } },
    Key: { Type: 'AWS::AppSync::ApiKey', Properties: { ApiId: API_ID, Expires: 4_000_000_000 } },
    Schema: {
      Type: 'AWS::AppSync::GraphQLSchema',
      Properties: { ApiId: API_ID, Definition: schema },
    },
    None: { Type: 'AWS::AppSync::DataSource', Properties: { ApiId: API_ID, Name: 'None', Type: 'NONE' } },
    Shouter: inlineFunction(`exports.handler = async () => ${answer}`),
    Lambda: {
      Type: 'AWS::AppSync::DataSource',
      Properties: {
        ApiId: API_ID,
        Name: 'Lambda',
        Type: 'AWS_LAMBDA',
        ServiceRoleArn: { 'Fn::GetAtt': ['ApiRole', 'Arn'] },
        LambdaConfig: { LambdaFunctionArn: { 'Fn::GetAtt': ['Shouter', 'Arn'] } },
      },
    },
    Say: resolver('say', 'None', sayCode(word)),
    Shout: resolver('shout', 'Lambda', shoutCode),
    ...more,
  },
});
