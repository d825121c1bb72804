/** Something every template must keep to. */
export interface Rule {
  readonly name: string;
  /** What is asked, in one sentence. */
  readonly description: string;
  /** Where, if given, this is written down. */
  readonly source?: string;
  /** What breaks it in one template. Decides from the templates alone; `all` are those of the whole app. */
  check(template: Template, all: readonly Template[]): readonly Breach[];
}

export interface Breach {
  /** The resource to be mended. */
  readonly logicalId: string;
  /** The property to be mended. */
  readonly property: string;
  /** What is wrong with this one: "is 30 s, and must be 60 s". */
  readonly message: string;
}

/** A CloudFormation template as far as the checks look into it. */
export interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: object;
}

/** `Ref` or `Fn::GetAtt`; values may also be texts, or other functions. */
export interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly string[];
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  /** By operator and key. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the checks read of the properties of each type of resource. */
interface PropertiesOf {
  'AWS::AppSync::GraphQLSchema': { readonly Definition: string };
  'AWS::AppSync::Resolver': { readonly TypeName: string; readonly FieldName: string };
  'AWS::CloudWatch::Alarm': {
    readonly MetricName?: string;
    readonly Dimensions?: readonly { readonly Value: Reference }[];
  };
  'AWS::IAM::Policy': { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
  'AWS::IAM::Role': { readonly ManagedPolicyArns?: readonly unknown[] };
  'AWS::Lambda::EventSourceMapping': {
    readonly EventSourceArn?: Reference;
    readonly FunctionName?: Reference;
    readonly FunctionResponseTypes?: readonly string[];
    readonly MaximumBatchingWindowInSeconds?: number;
  };
  'AWS::Lambda::Function': { readonly Timeout?: number };
  'AWS::Pipes::Pipe': {
    readonly SourceParameters?: { readonly FilterCriteria?: { readonly Filters?: readonly object[] } };
  };
  'AWS::SQS::Queue': {
    readonly KmsMasterKeyId?: unknown;
    readonly MessageRetentionPeriod?: number;
    readonly RedrivePolicy?: { readonly deadLetterTargetArn: Reference; readonly maxReceiveCount: number };
    readonly RedriveAllowPolicy?: { readonly redrivePermission?: string };
    readonly SqsManagedSseEnabled?: boolean;
    readonly VisibilityTimeout?: number;
  };
  'AWS::SQS::QueuePolicy': {
    readonly Queues: readonly Reference[];
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  };
}

/** A resource with the name the template gives it. */
export interface NamedResource<Type extends keyof PropertiesOf> {
  readonly logicalId: string;
  readonly properties: PropertiesOf[Type];
}

/** All resources of one type, in the template's order. */
export const resourcesOf = <Type extends keyof PropertiesOf>(
  template: Template,
  type: Type,
): NamedResource<Type>[] =>
  Object.entries(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, { Properties = {} }]) => ({
      logicalId,
      // CDK wrote them, and CloudFormation's own schemas are checked before.
      properties: Properties as PropertiesOf[Type],
    }));

/** The resource a `Ref` or `Fn::GetAtt` names; undefined for any other value. */
export const referred = (value: Reference | undefined): string | undefined =>
  value?.Ref ?? value?.['Fn::GetAtt']?.[0];
