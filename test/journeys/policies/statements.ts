import type { Cloud } from '../../../local/startCloud.ts';
import { sentence } from '../../lib/support/outline.ts';
import type { DeployedTemplate } from '../../support/readTemplates.ts';
import { resourcesOf } from './operator.ts';

/** A statement of a deployed policy. */
export interface DeployedStatement {
  readonly stackName: string;
  /** The resource of the template that has it. */
  readonly logicalId: string;
  readonly kind: 'identity' | 'trust' | 'resource';
  /** Names whose policy it is, as decisions do: the role's ARN, or the resource's. */
  readonly owner: string;
  /** Of an identity's policy, its name. */
  readonly policyName: string;
  readonly index: number;
  /** As it is deployed, without functions of CloudFormation. */
  readonly statement: Statement;
  /** As a person reads it in the template. */
  readonly words: string;
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type Source = Omit<DeployedStatement, 'index' | 'statement' | 'words' | 'stackName' | 'logicalId'> & {
  readonly document: any;
};

type Resource = ReturnType<typeof resourcesOf>[number];

/** Where each type of resource has its policy, and whose it is. */
const policiesOf: Record<string, (resource: Resource, arnOf: (ref: string) => string) => readonly Source[]> =
  {
    'AWS::IAM::Role': ({ attributes, properties }) => [
      {
        kind: 'trust',
        owner: String(attributes['Arn']),
        policyName: '',
        document: properties['AssumeRolePolicyDocument'],
      },
    ],
    'AWS::IAM::Policy': ({ properties }, arnOf) =>
      list(properties['Roles']).map((role) => ({
        kind: 'identity',
        owner: arnOf(role),
        policyName: String(properties['PolicyName']),
        document: properties['PolicyDocument'],
      })),
    'AWS::SQS::QueuePolicy': ({ properties }, arnOf) =>
      list(properties['Queues']).map((queue) => ({
        kind: 'resource',
        owner: arnOf(queue),
        policyName: '',
        document: properties['PolicyDocument'],
      })),
    'AWS::SNS::TopicPolicy': ({ properties }) =>
      list(properties['Topics']).map((topic) => ({
        kind: 'resource',
        owner: topic,
        policyName: '',
        document: properties['PolicyDocument'],
      })),
  };

/** Every statement of every policy of a cloud that runs these templates. */
export function statementsOf(cloud: Cloud, templates: readonly DeployedTemplate[]): DeployedStatement[] {
  const everything = cloud.stacks.flatMap(({ resources }) => Object.values(resources));
  const arnOf = (ref: string) => {
    const arn = everything.find((each) => each.ref === ref)?.attributes['Arn'];
    return typeof arn === 'string' ? arn : ref;
  };
  return Object.entries(policiesOf).flatMap(([type, read]) =>
    resourcesOf({ cloud }, type).flatMap((resource) => {
      const { stackName, logicalId } = resource;
      const template = templates.find((each) => each.stackName === stackName)!.Resources[logicalId]!;
      const written = template.Properties.PolicyDocument ?? template.Properties.AssumeRolePolicyDocument;
      return read(resource, arnOf).flatMap(({ document, ...source }) =>
        list<Statement>(document.Statement).map((statement, index) => ({
          ...source,
          stackName,
          logicalId,
          index,
          statement,
          words: sentence(list<any>(written.Statement)[index]),
        })),
      );
    }),
  );
}

const list = <Item = string>(value: unknown): Item[] => [value ?? []].flat() as Item[];
