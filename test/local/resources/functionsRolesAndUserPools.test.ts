import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRecovery, UserPool } from 'aws-cdk-lib/aws-cognito';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFn, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { createWorld } from '../../../local/platform/World.ts';
import { CognitoUserPool, CognitoUserPoolGroup } from '../../../local/resources/CognitoUserPool.ts';
import { CognitoUserPoolClient } from '../../../local/resources/CognitoUserPoolClient.ts';
import { IamManagedPolicy, IamPolicy, IamRole } from '../../../local/resources/Iam.ts';
import {
  LambdaAlias,
  LambdaEventInvokeConfig,
  LambdaPermission,
  LambdaVersion,
} from '../../../local/resources/LambdaFunctionSettings.ts';
import { LambdaFunction } from '../../../local/resources/LambdaFunction.ts';
import {
  physicalName,
  type ResourceContext,
  type ResourceType,
} from '../../../local/resources/common/ResourceType.ts';
import { createCognito } from '../../../local/services/cognito/createCognito.ts';
import { createIam } from '../../../local/services/iam/createIam.ts';
import { createLambda } from '../../../local/services/lambda/createLambda.ts';
import { trust } from '../../support/trust.ts';
import { bundle } from '../services/lambda/givenLambda.ts';

const TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::Cognito::UserPool': CognitoUserPool,
  'AWS::Cognito::UserPoolClient': CognitoUserPoolClient,
  'AWS::Cognito::UserPoolGroup': CognitoUserPoolGroup,
  'AWS::IAM::ManagedPolicy': IamManagedPolicy,
  'AWS::IAM::Policy': IamPolicy,
  'AWS::IAM::Role': IamRole,
  'AWS::Lambda::Alias': LambdaAlias,
  'AWS::Lambda::EventInvokeConfig': LambdaEventInvokeConfig,
  'AWS::Lambda::Function': LambdaFunction,
  'AWS::Lambda::Permission': LambdaPermission,
  'AWS::Lambda::Version': LambdaVersion,
};

const PEOPLE = 'us-east-1_people123';

/** A context with the services that these resources need. Code is an inline bundle. */
function givenContext() {
  const world = createWorld({ seed: 5 });
  const iam = createIam(world);
  const lambda = createLambda(world, { iam, awsEndpointUrl: () => 'http://127.0.0.1:1' });
  const cognito = createCognito(world);
  const codePath = bundle({ 'index.js': 'exports.handler = async () => process.env.A;' });
  onTestFinished(() => lambda.close());
  const services = {
    iam,
    lambda,
    cognito,
    assets: { pathOf: (bucket: string) => (bucket === 'none' ? undefined : codePath) },
  };
  const context = (logicalId: string) =>
    ({
      world,
      services,
      stackName: 'test',
      logicalId,
      physicalName: (max?: number) => physicalName('test', logicalId, max),
    }) as unknown as ResourceContext;
  const create = (type: ResourceType, properties: unknown, logicalId = 'Thing') =>
    type.create(type.properties.parse(properties), context(logicalId));
  const call = { traceId: '1-00000001-0123456789abcdef01234567', principal: iam.principalOf(undefined) };
  return { ...services, create, call };
}

const roleProperties = { RoleName: 'worker', AssumeRolePolicyDocument: trust('lambda') };
const functionProperties = {
  FunctionName: 'work',
  Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
  Role: 'arn:aws:iam::000000000000:role/worker',
  Timeout: '5',
  Environment: { Variables: { A: 'one' } },
};

/** What CDK emits for each resource of a stack, with strings in place of intrinsic functions. */
function synthesized() {
  const stack = new Stack(new App(), 'Test');
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  new ManagedPolicy(stack, 'Managed', {
    statements: [new PolicyStatement({ actions: ['sqs:*'], resources: ['*'] })],
    roles: [role],
  });
  const work = new LambdaFn(stack, 'Work', {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => 1;'),
    tracing: Tracing.ACTIVE,
    deadLetterQueueEnabled: true,
    reservedConcurrentExecutions: 3,
    timeout: Duration.seconds(10),
    environment: { MODE: 'test' },
    retryAttempts: 1,
    maxEventAge: Duration.minutes(5),
    onFailure: new SqsDestination(new Queue(stack, 'Failures')),
  });
  work.addAlias('live');
  work.grantInvoke(new ServicePrincipal('events.amazonaws.com'));
  const pool = new UserPool(stack, 'People', {
    selfSignUpEnabled: true,
    signInAliases: { email: true },
    passwordPolicy: { minLength: 12, requireSymbols: false },
    customAttributes: {},
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  pool.addClient('Web', {
    authFlows: { userPassword: true, userSrp: true },
    preventUserExistenceErrors: true,
    generateSecret: true,
    accessTokenValidity: Duration.minutes(30),
  });
  pool.addGroup('Keepers', { groupName: 'Keepers', precedence: 1 });
  const { Resources } = App.of(stack)!.synth().getStackByName('Test').template;
  return Object.entries<any>(Resources).filter(([, { Type }]) => TYPES[Type]);
}

const filled = (value: any): any => {
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object') return value;
  const [name] = Object.keys(value);
  if (Object.keys(value).length === 1 && (name === 'Ref' || name?.startsWith('Fn::'))) return 'text';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each)]));
};

test('everything that CDK emits for functions, roles and user pools is supported', () => {
  const resources = synthesized();

  expect(new Set(resources.map(([, { Type }]) => Type))).toEqual(new Set(Object.keys(TYPES)));
  for (const [logicalId, { Type, Properties }] of resources) {
    const { error } = TYPES[Type]!.properties.safeParse(filled(Properties));
    expect(error, logicalId).toBeUndefined();
  }
});

test.each([
  ['Layers of a function', LambdaFunction, { ...functionProperties, Layers: [] }, 'Layers'],
  ['triggers of a pool', CognitoUserPool, { LambdaConfig: {} }, 'LambdaConfig'],
  ['a role behind a group', CognitoUserPoolGroup, { UserPoolId: PEOPLE, RoleArn: 'arn' }, 'RoleArn'],
  ['a second factor by message', CognitoUserPool, { EnabledMfas: ['SMS_MFA'] }, 'SOFTWARE_TOKEN_MFA is'],
  ['a required factor that nobody can set up', CognitoUserPool, { MfaConfiguration: 'ON' }, 'EnabledMfas'],
  [
    'users of a policy',
    IamPolicy,
    { PolicyName: 'a', PolicyDocument: {}, Roles: ['a'], Users: ['b'] },
    'Users',
  ],
])('%s are refused by name', (_, { properties }, given, name) => {
  expect(JSON.stringify(properties.safeParse(given).error?.issues)).toContain(name);
});

test('a function runs with the settings of its template', async () => {
  const { create, lambda, iam, call } = givenContext();
  void create(IamRole, roleProperties);

  expect(create(LambdaFunction, functionProperties)).toEqual({
    ref: 'work',
    attributes: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:work' },
  });
  expect(await create(LambdaVersion, { FunctionName: 'work' })).toMatchObject({
    ref: 'arn:aws:lambda:us-east-1:000000000000:function:work:1',
  });
  const { ref } = await create(LambdaAlias, { FunctionName: 'work', FunctionVersion: '1', Name: 'live' });

  expect(await lambda.invoke(ref, {}, call)).toMatchObject({ payload: '"one"' });
  expect(await lambda.actions['GetFunctionConfiguration']!({ FunctionName: 'work' }, call)).toMatchObject({
    Timeout: 5,
    MemorySize: 128,
  });
  expect(iam.roles()).toMatchObject([{ roleName: 'worker' }]);
});

test('code that is not in the assembly is refused', () => {
  const { create } = givenContext();

  expect(() =>
    create(LambdaFunction, { ...functionProperties, Code: { S3Bucket: 'none', S3Key: 'code.zip' } }),
  ).toThrow('Thing: the assembly holds no code s3://none/code.zip; synthesize it again.');
});

test('runtimes other than Node.js, and variables that Lambda reserves, are refused', () => {
  const { create } = givenContext();

  expect(() => create(LambdaFunction, { ...functionProperties, Runtime: 'python3.13' })).toThrow(
    'runtime python3.13 is not supported',
  );
  expect(() =>
    create(LambdaFunction, { ...functionProperties, Environment: { Variables: { AWS_REGION: 'x' } } }),
  ).toThrow(
    expect.objectContaining({
      code: 'InvalidParameterValueException',
      message: expect.stringContaining('AWS_REGION'),
    }),
  );
});

test('policies are attached to the roles they name', () => {
  const { create, iam } = givenContext();
  const document = { Version: '2012-10-17', Statement: [] };
  void create(IamRole, { ...roleProperties, Policies: [{ PolicyName: 'inside', PolicyDocument: document }] });

  void create(IamPolicy, { PolicyName: 'beside', PolicyDocument: document, Roles: ['worker'] });
  expect(
    create(IamManagedPolicy, { ManagedPolicyName: 'managed', PolicyDocument: document, Roles: ['worker'] }),
  ).toMatchObject({
    ref: 'arn:aws:iam::000000000000:policy/managed',
  });

  expect(iam.roles()[0]?.policies.map(({ policyName }) => policyName)).toEqual([
    'inside',
    'beside',
    'managed',
  ]);
});

test('users sign in to the pool and the client of the template', async () => {
  const { create, cognito, call } = givenContext();
  const pool = await create(
    CognitoUserPool,
    { Policies: { PasswordPolicy: { MinimumLength: 6 } }, Schema: [{ Name: 'shift' }] },
    'People',
  );
  const UserPoolId = pool.ref;
  const client = await create(
    CognitoUserPoolClient,
    {
      UserPoolId,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: 'minutes' },
    },
    'Web',
  );
  await create(CognitoUserPoolGroup, { UserPoolId, GroupName: 'Keepers' });
  expect(UserPoolId).toMatch(/^us-east-1_[A-Z0-9]{9}$/);
  expect(client.ref).toMatch(/^[a-z0-9]{26}$/);
  expect(pool.attributes).toMatchObject({
    ProviderName: `cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`,
  });

  const named = { UserPoolId, Username: 'ann' };
  await cognito.actions['AdminCreateUser']!(
    { ...named, UserAttributes: [{ Name: 'custom:shift', Value: 'late' }] },
    call,
  );
  await cognito.actions['AdminSetUserPassword']!({ ...named, Password: 'simple', Permanent: true }, call);
  await cognito.actions['AdminAddUserToGroup']!({ ...named, GroupName: 'Keepers' }, call);
  const { AuthenticationResult } = await cognito.actions['InitiateAuth']!(
    {
      ClientId: client.ref,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD: 'simple' },
    },
    call,
  );

  expect(AuthenticationResult.ExpiresIn).toBe(300);
  expect(await cognito.verifyToken(UserPoolId, AuthenticationResult.IdToken)).toMatchObject({
    'cognito:groups': ['Keepers'],
    'custom:shift': 'late',
  });
});
