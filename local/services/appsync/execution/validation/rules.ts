import {
  ExecutableDefinitionsRule,
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  KnownArgumentNamesRule,
  KnownDirectivesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  LoneAnonymousOperationRule,
  NoFragmentCyclesRule,
  NoUndefinedVariablesRule,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  OverlappingFieldsCanBeMergedRule,
  PossibleFragmentSpreadsRule,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  UniqueArgumentNamesRule,
  UniqueFragmentNamesRule,
  UniqueInputFieldNamesRule,
  UniqueOperationNamesRule,
  UniqueVariableNamesRule,
  VariablesAreInputTypesRule,
  VariablesInAllowedPositionRule,
  type ValidationRule,
} from 'graphql';
import { CorrectValuesRule } from './CorrectValuesRule.ts';

/** A rule of graphql-js and the words graphql-java, and so AppSync, has for breaking it. */
export interface Rule {
  readonly rule: ValidationRule;
  /** The objection from the words graphql-js puts in quotes; its own message without this. */
  describe?(quoted: readonly string[], message: string): Objection;
  readonly type: string;
  /** Set where the message names the place in the query. */
  readonly placed?: true;
  /** Which of the nodes graphql-js names the error is about. @default 0 */
  readonly about?: number;
}

export type Objection = string | { readonly type: string; readonly text: string };

const leaf: Rule['describe'] = ([field, wrapped], message) => {
  const type = wrapped?.replace(/[[\]!]/g, '');
  return message.includes('must not have')
    ? {
        type: 'SubSelectionNotAllowed',
        text: `Sub selection not allowed on leaf type ${type} of field ${field}`,
      }
    : { type: 'SubSelectionRequired', text: `Sub selection required for type ${type} of field ${field}` };
};

const noDollar = (name: string | undefined) => name?.replace('$', '');

export const rules: readonly Rule[] = [
  { rule: ExecutableDefinitionsRule, type: 'NonExecutableDefinition' },
  {
    rule: UniqueOperationNamesRule,
    type: 'DuplicateOperationName',
    describe: ([name]) => `There can be only one operation named '${name}'`,
  },
  { rule: LoneAnonymousOperationRule, type: 'LoneAnonymousOperationViolation' },
  { rule: KnownTypeNamesRule, type: 'UnknownType', describe: ([name]) => `Unknown type ${name}` },
  { rule: FragmentsOnCompositeTypesRule, type: 'InvalidFragmentType', placed: true },
  { rule: VariablesAreInputTypesRule, type: 'NonInputTypeOnVariable' },
  { rule: ScalarLeafsRule, type: 'SubSelectionRequired', describe: leaf, placed: true },
  {
    rule: FieldsOnCorrectTypeRule,
    type: 'FieldUndefined',
    describe: ([field, type]) => `Field '${field}' in type '${type}' is undefined`,
    placed: true,
  },
  {
    rule: UniqueFragmentNamesRule,
    type: 'DuplicateFragmentName',
    describe: ([name]) => `There can be only one fragment named '${name}'`,
  },
  {
    rule: KnownFragmentNamesRule,
    type: 'UndefinedFragment',
    describe: ([name]) => `Undefined fragment ${name}`,
    placed: true,
  },
  { rule: NoUnusedFragmentsRule, type: 'UnusedFragment', describe: ([name]) => `Unused fragment ${name}` },
  { rule: PossibleFragmentSpreadsRule, type: 'InvalidFragmentType', placed: true },
  { rule: NoFragmentCyclesRule, type: 'FragmentCycle', placed: true },
  { rule: UniqueVariableNamesRule, type: 'DuplicateVariableName' },
  {
    rule: NoUndefinedVariablesRule,
    type: 'UndefinedVariable',
    describe: ([name]) => `Undefined variable ${noDollar(name)}`,
    placed: true,
  },
  {
    rule: NoUnusedVariablesRule,
    type: 'UnusedVariable',
    describe: ([name]) => `Unused variable ${noDollar(name)}`,
  },
  { rule: KnownDirectivesRule, type: 'UnknownDirective', placed: true },
  {
    rule: KnownArgumentNamesRule,
    type: 'UnknownArgument',
    describe: ([name]) => `Unknown field argument ${name}`,
    placed: true,
  },
  { rule: UniqueArgumentNamesRule, type: 'DuplicateArgumentNames', placed: true },
  { rule: CorrectValuesRule, type: 'WrongType', placed: true },
  {
    rule: ProvidedRequiredArgumentsRule,
    type: 'MissingFieldArgument',
    describe: (quoted) => `Missing field argument ${quoted.at(-2)}`,
    placed: true,
  },
  {
    rule: VariablesInAllowedPositionRule,
    type: 'VariableTypeMismatch',
    describe: ([, type, expected]) => `Variable type '${type}' doesn't match expected type '${expected}'`,
    placed: true,
    about: 1,
  },
  { rule: OverlappingFieldsCanBeMergedRule, type: 'FieldsConflict' },
  { rule: UniqueInputFieldNamesRule, type: 'DuplicateInputField', placed: true },
];
