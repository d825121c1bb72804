import { expect, inject, test } from 'vitest';
import { readAssembly } from '../../local/assembly/readAssembly.ts';
import { checkTypes } from '../../local/services/appsync/typeCheck/checkTypes.ts';

/** The code of every resolver and function of our templates, as AppSync stores it, by its logical id. */
const synthesized = () =>
  new Map(
    readAssembly(inject('assembly')).stacks.flatMap(({ template }) =>
      Object.entries(template.Resources)
        .filter(([, { Type }]) => /^AWS::AppSync::(Resolver|FunctionConfiguration)$/.test(Type))
        .map(([logicalId, { Properties }]) => [logicalId, textOf(Properties?.['Code'])] as const),
    ),
  );

/** Code in which CDK left names for the deployment to fill in. */
const textOf = (code: unknown): string => {
  if (typeof code === 'string') return code;
  const parts = (code as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1] ?? [];
  return parts.map((part) => (typeof part === 'string' ? part : 'deployed')).join('');
};

/** What is refused, or could be, each as `name line:column code`. */
const refusals = (modules: ReadonlyMap<string, string>) =>
  [...checkTypes(modules, 'strict')].flatMap(([name, faults]) =>
    faults.map(({ line, column, code, message }) => `${name} ${line}:${column} ${code} ${message}`),
  );

test('AppSync takes the types of all synthesized code', () => {
  const modules = synthesized();
  expect(modules.size).toBeGreaterThan(70);
  expect([...modules.values()].filter((code) => !code.includes('request'))).toEqual([]);
  expect(refusals(modules)).toEqual([]);
});

const planted = {
  absentMember: `var endOf = ({ endDate, dateTime }) => endDate ? endDate : dateTime;
export const request = (ctx) => { const stay = { startDate: ctx.args.a, endDate: ctx.args.b }; return { payload: endOf(stay) }; };
export const response = (ctx) => ctx.result;`,
  tuple: `import { extensions } from "@aws-appsync/utils";
export const request = (ctx) => ({ payload: null });
export const response = (ctx) => {
  const value = [ctx.args.from, ctx.args.to].map((one) => parseInt(one));
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [{ fieldName: "n", operator: "between", value }] }] });
  return null;
};`,
  union: `var result = (order, progress = { status: "CREATED", updatedOn: order.createdOn }) => ({ status: progress.status, reason: progress.reason ?? null });
export const request = (ctx) => ({ payload: null });
export const response = (ctx) => result(ctx.result);`,
  literal: `import { extensions } from "@aws-appsync/utils";
export const request = (ctx) => ({ payload: null });
export const response = (ctx) => {
  const all = { fieldName: "id", operator: "ne", value: "" };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [all] }] });
  return null;
};`,
};

test('the law finds each kind of breach', () => {
  const found = refusals(new Map(Object.entries(planted)));
  expect(found.map((refusal) => refusal.split(' ').slice(0, 3).join(' '))).toEqual([
    'absentMember 2:120 TS2345',
    'tuple 5:64 TS2322',
    'union 1:132 TS2339',
    'literal 5:64 TS2322',
  ]);
});
