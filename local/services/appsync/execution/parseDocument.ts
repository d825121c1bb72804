import {
  type DocumentNode,
  GraphQLError,
  Lexer,
  parse,
  type ParseOptions,
  Source,
  Token,
  TokenKind,
} from 'graphql';
import { AwsError } from '../../../platform/AwsError.ts';

/** Documented: https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const MOST_TOKENS = 15_000;
/**
 * How deep braces, brackets and parentheses may be nested, so that nothing that follows the syntax tree leaves the
 * stack. Chosen: graphql-java's parser, which is AppSync's, stops 500 grammar rules deep, and a level of a selection
 * takes three: https://github.com/graphql-java/graphql-java/blob/master/src/main/java/graphql/parser/ParserOptions.java
 */
const MOST_NESTING = 150;
/** Chosen, as many as tokens: graphql-js's lexer keeps every comment until it has read the next token. */
const MOST_COMMENTS = 15_000;
/** Chosen: what a request may have as a whole. Sockets and rules of EventBridge bring documents as well. */
const MOST_CHARACTERS = 1024 * 1024;

export interface ParsedDocument {
  readonly document: DocumentNode;
  readonly tokens: number;
}

/** Parses a document. Throws `MalformedHttpRequestException` for one that has a syntax error or is too large. */
export function parseDocument(query: string): ParsedDocument {
  if (query.length > MOST_CHARACTERS) throw unparsable();
  const lexer = createLexer(query);
  try {
    return { document: parse('', { lexer }), tokens: lexer.count() };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw unparsable();
  }
}

const unparsable = () => new AwsError('MalformedHttpRequestException', 'Unable to parse GraphQL query.');

/**
 * Nodes point here instead of at the text: every error of graphql-js searches its nodes' whole source for line
 * ends, a hundred times a document. Tokens know their lines; `locationsOf` reads them.
 */
const NOWHERE = new Source('');

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

type LexerInterface = NonNullable<ParseOptions['lexer']>;

/** A lexer that counts. Its tokens do not hold each other, so that a syntax tree holds only those it names. */
function createLexer(query: string): LexerInterface & { count(): number } {
  const inner = new Lexer(new Source(query));
  inner._maxComments = MOST_COMMENTS;
  let count = 0;
  let nesting = 0;
  return {
    source: NOWHERE,
    lastToken: inner.lastToken,
    token: inner.token,
    line: inner.line,
    lineStart: inner.lineStart,
    count: () => count,
    advance() {
      const { kind, start, end, line, column, value } = inner.advance();
      if (kind !== TokenKind.EOF && ++count > MOST_TOKENS) throw new GraphQLError('too many tokens');
      if (OPENING.has(kind) && ++nesting > MOST_NESTING) throw new GraphQLError('nested too deep');
      if (CLOSING.has(kind)) nesting--;
      this.lastToken = this.token;
      this.token = new Token(kind, start, end, line, column, value);
      return this.token;
    },
    lookahead: () => inner.lookahead(),
  };
}
