import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';
import { wrongValue } from './wrongValue.ts';

/** Literals fit their arguments; graphql-java's ArgumentsOfCorrectType. */
export const CorrectValuesRule = (context: ValidationContext): ASTVisitor => ({
  Argument(node) {
    const argument = context.getArgument();
    const wrong = argument && wrongValue(node.name.value, node.value, argument.type);
    if (wrong) context.reportError(new GraphQLError(wrong, { nodes: node }));
  },
  VariableDefinition(node) {
    const type = context.getInputType();
    const wrong = type && node.defaultValue && wrongValue(node.variable.name.value, node.defaultValue, type);
    if (wrong) context.reportError(new GraphQLError(wrong, { nodes: node }));
  },
});
