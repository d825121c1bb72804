/**
 * `as` and `any` switch the compiler off, so each says why it may: in a comment on its line, or above the
 * statement or member it stands in.
 * `as const` asserts nothing.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const assertionsHaveReasons = {
  meta: {
    type: 'suggestion',
    messages: { reasonless: 'A comment says why `{{what}}` holds here; better, do without it.' },
    schema: [],
  },
  create: (context) => {
    const { sourceCode } = context;
    const complain = (node, what) => {
      if (!hasReason(sourceCode, node)) context.report({ node, messageId: 'reasonless', data: { what } });
    };
    return {
      TSAsExpression(node) {
        if (!isConst(node.typeAnnotation)) complain(node, 'as');
      },
      TSAnyKeyword: (node) => complain(node, 'any'),
    };
  },
};

const isConst = ({ type, typeName }) => type === 'TSTypeReference' && typeName.name === 'const';

/** Where a reason may stand above: a line of its own, in whatever list the line is part of. */
const isLine = ({ type }) =>
  /Statement$|(?<!TypeParameter)Declaration$|^(Property|PropertyDefinition|MethodDefinition|TSPropertySignature|TSMethodSignature)$/.test(
    type,
  );

function hasReason(sourceCode, node) {
  const lines = new Set([node.loc.start.line, node.loc.end.line]);
  if (sourceCode.getAllComments().some(({ loc }) => lines.has(loc.start.line))) return true;
  let line = node;
  while (!isLine(line)) line = line.parent;
  return sourceCode.getCommentsBefore(declarationOf(line)).length > 0;
}

/** A comment above `export` is the declaration's. */
const declarationOf = (node) => (node.parent?.type.startsWith('Export') ? node.parent : node);
