import {
  ExecutableDefinitionsRule,
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  KnownArgumentNamesRule,
  KnownDirectivesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  LoneAnonymousOperationRule,
  MaxIntrospectionDepthRule,
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
import { ArgumentsOfCorrectTypeRule } from './ArgumentsOfCorrectTypeRule.ts';

/** A rule of graphql-js with the type and the message of graphql-java's error, which AppSync sends. */
export interface Rule {
  readonly rule: ValidationRule;
  /** Builds the message from the words that graphql-js puts in quotes. @default graphql-js's own message */
  message?(quoted: readonly string[], message: string): RuleMessage;
  readonly type: string;
  /** The message names the place in the query. */
  readonly placed?: true;
  /** Which of the error's nodes it is about. @default 0 */
  readonly about?: number;
}

export type RuleMessage = string | { readonly type: string; readonly text: string };

const leafMessage: Rule['message'] = ([field, wrapped], message) => {
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
    message: ([name]) => `There can be only one operation named '${name}'`,
  },
  { rule: LoneAnonymousOperationRule, type: 'LoneAnonymousOperationViolation' },
  { rule: KnownTypeNamesRule, type: 'UnknownType', message: ([name]) => `Unknown type ${name}` },
  { rule: FragmentsOnCompositeTypesRule, type: 'InvalidFragmentType', placed: true },
  { rule: VariablesAreInputTypesRule, type: 'NonInputTypeOnVariable' },
  { rule: ScalarLeafsRule, type: 'SubSelectionRequired', message: leafMessage, placed: true },
  {
    rule: FieldsOnCorrectTypeRule,
    type: 'FieldUndefined',
    message: ([field, type]) => `Field '${field}' in type '${type}' is undefined`,
    placed: true,
  },
  {
    rule: UniqueFragmentNamesRule,
    type: 'DuplicateFragmentName',
    message: ([name]) => `There can be only one fragment named '${name}'`,
  },
  {
    rule: KnownFragmentNamesRule,
    type: 'UndefinedFragment',
    message: ([name]) => `Undefined fragment ${name}`,
    placed: true,
  },
  { rule: NoUnusedFragmentsRule, type: 'UnusedFragment', message: ([name]) => `Unused fragment ${name}` },
  { rule: PossibleFragmentSpreadsRule, type: 'InvalidFragmentType', placed: true },
  {
    // graphql-java counts differently, but it as well refuses introspection that goes around in circles.
    rule: MaxIntrospectionDepthRule,
    type: 'BadFaithIntrospection',
    message: () => 'This request is not asking for introspection in good faith',
    placed: true,
  },
  { rule: NoFragmentCyclesRule, type: 'FragmentCycle', placed: true },
  { rule: UniqueVariableNamesRule, type: 'DuplicateVariableName' },
  {
    rule: NoUndefinedVariablesRule,
    type: 'UndefinedVariable',
    message: ([name]) => `Undefined variable ${noDollar(name)}`,
    placed: true,
  },
  {
    rule: NoUnusedVariablesRule,
    type: 'UnusedVariable',
    message: ([name]) => `Unused variable ${noDollar(name)}`,
  },
  { rule: KnownDirectivesRule, type: 'UnknownDirective', placed: true },
  {
    rule: KnownArgumentNamesRule,
    type: 'UnknownArgument',
    message: ([name]) => `Unknown field argument ${name}`,
    placed: true,
  },
  { rule: UniqueArgumentNamesRule, type: 'DuplicateArgumentNames', placed: true },
  { rule: ArgumentsOfCorrectTypeRule, type: 'WrongType', placed: true },
  {
    rule: ProvidedRequiredArgumentsRule,
    type: 'MissingFieldArgument',
    message: (quoted) => `Missing field argument ${quoted.at(-2)}`,
    placed: true,
  },
  {
    rule: VariablesInAllowedPositionRule,
    type: 'VariableTypeMismatch',
    message: ([, type, expected]) => `Variable type '${type}' doesn't match expected type '${expected}'`,
    placed: true,
    about: 1,
  },
  { rule: OverlappingFieldsCanBeMergedRule, type: 'FieldsConflict' },
  { rule: UniqueInputFieldNamesRule, type: 'DuplicateInputField', placed: true },
];
