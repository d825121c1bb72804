import { validationException } from '../errors.ts';

export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'symbol' | 'end';
  /** Without its quotes. */
  readonly text: string;
}

/** A statement's tokens, one after the other. */
export interface Reader {
  readonly next: Token;
  /** Takes the next token, whatever it is. */
  take(): Token;
  /** Takes the symbol or the keyword, in any case, if it is next. */
  accept(text: string): boolean;
  /** Throws where it is not next. */
  expect(text: string): void;
  /** Throws where a statement nests deeper than AWS's documents do. */
  nested<Value>(read: () => Value): Value;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html */
const LONGEST_STATEMENT = 8192;
/** Chosen: as deep as items are. */
const DEEPEST = 32;

const TOKEN =
  /\s*(?:(?<word>[A-Za-z_]\w*)|"(?<name>(?:[^"]|"")+)"|'(?<text>(?:[^']|'')*)'|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<symbol><<|>>|<>|!=|<=|>=|[=<>()[\]{},.:?*+-]))/y;

export function createReader(statement: string): Reader {
  if (statement.length === 0 || statement.length > LONGEST_STATEMENT)
    throw validationException(`A statement has 1 to ${LONGEST_STATEMENT} characters.`);
  const tokens = tokensOf(statement);
  let at = 0;
  let depth = 0;
  const isNext = (text: string) => {
    const { kind, text: next } = reader.next;
    return kind === 'symbol' ? next === text : kind === 'word' && next.toUpperCase() === text;
  };
  const reader: Reader = {
    get next() {
      return tokens[at] ?? END;
    },
    take: () => tokens[at++] ?? END,
    accept(text) {
      const found = isNext(text);
      if (found) at++;
      return found;
    },
    expect(text) {
      if (!this.accept(text)) throw malformed(`expected ${text} before ${reader.next.text || 'the end'}`);
    },
    nested(read) {
      if (++depth > DEEPEST) throw malformed(`nested deeper than ${DEEPEST} levels`);
      const value = read();
      depth--;
      return value;
    },
  };
  return reader;
}

const END: Token = { kind: 'end', text: '' };

function tokensOf(statement: string): Token[] {
  const source = statement.trimEnd().replace(/;$/, '').trimEnd();
  const pattern = new RegExp(TOKEN);
  const tokens: Token[] = [];
  while (pattern.lastIndex < source.length) {
    const from = pattern.lastIndex;
    const { word, name, text, number, symbol } = pattern.exec(source)?.groups ?? {};
    if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name.replaceAll('""', '"') });
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
    else throw malformed(`unexpected ${source.slice(from, from + 20)}`);
  }
  return tokens;
}

/** How the message begins is AWS's; the rest of it is chosen. */
export const malformed = (what: string) =>
  validationException(`Statement wasn't well formed, can't be processed: ${what}`);
