import { describe, expect, test } from 'vitest';
import { resolveIntrinsics } from '../../../local/assembly/resolveIntrinsics.ts';
import type { Scope } from '../../../local/assembly/references.ts';

const scope: Scope = {
  account: { accountId: '123456789012', region: 'eu-west-1', partition: 'aws' },
  stackName: 'Shop',
  stackId: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Shop/1',
  template: {
    Parameters: { Size: { Type: 'Number', Default: 3 }, Secret: { Type: 'String' } },
    Mappings: { Hosts: { 'eu-west-1': { name: 'near' } } },
    Conditions: {
      IsIreland: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
      IsNot: { 'Fn::Not': [{ Condition: 'IsIreland' }] },
    },
    Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
  },
  created: new Map([
    [
      'Queue',
      { ref: 'https://queue', attributes: { Arn: 'arn:queue', 'Endpoint.Address': 'a.b' }, properties: {} },
    ],
  ]),
  exports: new Map([['Data:Table', 'readings']]),
  outputs: new Map([['Data', { Host: 'near' }]]),
};
const resolve = (value: unknown) => resolveIntrinsics(value, scope);

describe('intrinsic functions', () => {
  test.each([
    ['Ref to a resource', { Ref: 'Queue' }, 'https://queue'],
    ['Ref to a parameter', { Ref: 'Size' }, 3],
    ['Ref to a pseudo parameter', { Ref: 'AWS::AccountId' }, '123456789012'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    ['Fn::GetAtt with a dotted attribute', { 'Fn::GetAtt': 'Queue.Endpoint.Address' }, 'a.b'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Size' }]] }, 'a-3'],
    ['Fn::Sub', { 'Fn::Sub': '${Queue.Arn}/${AWS::Region}/${!Literal}' }, 'arn:queue/eu-west-1/${Literal}'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${who}', { who: { Ref: 'Queue' } }] }, 'https://queue'],
    ['Fn::Select and Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b'] }] }, 'b'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Hosts', { Ref: 'AWS::Region' }, 'name'] }, 'near'],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'Data:Table' }, 'readings'],
    ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'Host' } }, 'near'],
    ['Fn::If', { 'Fn::If': ['IsIreland', 'yes', 'no'] }, 'yes'],
    ['Fn::If on a condition of conditions', { 'Fn::If': ['IsNot', 'yes', 'no'] }, 'no'],
    ['Fn::Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['Fn::Length', { 'Fn::Length': [1, 2] }, 2],
    ['Fn::ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Size' } } }, '{"a":3}'],
    ['nesting in maps and lists', { a: [{ b: { Ref: 'Size' } }] }, { a: [{ b: 3 }] }],
  ])('%s', (_name, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  test('AWS::NoValue removes its member', () => {
    expect(resolve({ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] })).toEqual({ b: [1] });
  });

  test('a policy’s Condition block is not an intrinsic function', () => {
    expect(resolve({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })).toEqual({
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test.each([
    ['an unknown function', { 'Fn::Transform': {} }, /Fn::Transform is not supported/],
    ['an unknown name', { Ref: 'Nobody' }, /"Nobody", which is neither/],
    [
      'an attribute that a resource does not have',
      { 'Fn::GetAtt': ['Queue', 'Colour'] },
      /Queue\.Colour is not supported \(AWS::SQS::Queue\); supported: Arn/,
    ],
    ['a parameter without a default', { Ref: 'Secret' }, /"Secret" has no default/],
    ['an import nobody exports', { 'Fn::ImportValue': 'x' }, /"x", which no stack exports/],
    [
      'an output that nobody has',
      { 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'Port' } },
      /"Data\.Port", which no stack before it puts out/,
    ],
    [
      'an output of elsewhere',
      { 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'Host', Region: 'us-east-1' } },
      /with Region is not supported/,
    ],
    ['a map without the key', { 'Fn::FindInMap': ['Hosts', 'mars', 'name'] }, /finds nothing in "Hosts"/],
    ['an undefined condition', { 'Fn::If': ['Nope', 1, 2] }, /"Nope" is not defined/],
  ])('%s is named', (_name, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
