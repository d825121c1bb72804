import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { TableField, type TableFieldProps } from '../../../lib/constructs/TableField.ts';
import { synth as synthDomain } from '../support/synth.ts';

const synth = (props: Pick<TableFieldProps, 'typeName' | 'field'> & Partial<TableFieldProps>) =>
  synthDomain((scope, platform) => new TableField(scope, 'Field', { platform, domain: 'orders', ...props }));

test('a field is one request to the table, by the file of its name', () => {
  synth({ typeName: 'Query', field: 'getOrder' }).hasResourceProperties('AWS::AppSync::Resolver', {
    TypeName: 'Query',
    FieldName: 'getOrder',
    Kind: 'UNIT',
    DataSourceName: 'ordersTable',
    Code: Match.stringLikeRegexp('// orders/getOrder.ts'),
  });
});

test('a field can be computed from the request alone', () => {
  synth({ typeName: 'Subscription', field: 'onOrder', source: 'none' }).hasResourceProperties(
    'AWS::AppSync::Resolver',
    { DataSourceName: 'none' },
  );
});

test('steps make a pipeline, in their order', () => {
  const template = synth({ typeName: 'Mutation', field: 'shipOrder', steps: ['read', 'write'] });
  template.hasResourceProperties('AWS::AppSync::Resolver', {
    Kind: 'PIPELINE',
    PipelineConfig: {
      Functions: [
        { 'Fn::GetAtt': [Match.stringLikeRegexp('^FieldRead'), 'FunctionId'] },
        { 'Fn::GetAtt': [Match.stringLikeRegexp('^FieldWrite'), 'FunctionId'] },
      ],
    },
  });
  for (const Name of ['shipOrder_read', 'shipOrder_write']) {
    template.hasResourceProperties('AWS::AppSync::FunctionConfiguration', {
      Name,
      DataSourceName: 'ordersTable',
    });
  }
});

test('a field whose code is missing is refused by the file’s name', () => {
  expect(() => synth({ typeName: 'Query', field: 'listOrders' })).toThrow(
    'resolvers/orders/listOrders.ts is missing',
  );
});
