import { parseArn } from '../../../platform/arns.ts';
import { validationError } from '../errors.ts';
import type { StateValue } from './Alarm.ts';

/** The rule of a composite alarm. */
export interface AlarmRule {
  /** Names of the alarms it mentions. */
  readonly children: ReadonlySet<string>;
  /** Whether the rule holds, given the states of alarms by name. An alarm that does not exist is in no state. */
  holds(stateOf: (alarmName: string) => StateValue | undefined): boolean;
}

type Expression = (stateOf: (alarmName: string) => StateValue | undefined) => boolean;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
const MOST_CHILDREN = 100;
const MOST_ELEMENTS = 500;

/** `"a name"`, a bare name or ARN, a bracket, or a word such as `AND`. */
const TOKEN = /\s*(?:"([^"]*)"|([()])|([^\s()"]+))/y;

interface Token {
  readonly text: string;
  readonly kind: 'quoted' | 'bracket' | 'word';
}

/**
 * Parses `ALARM("a") AND (OK(b) OR NOT ALARM(c))`: `OR` binds least and `NOT` most. `AT_LEAST` is not supported.
 * Nesting is bounded by the number of elements, of which brackets are some.
 */
export function parseAlarmRule(rule: string): AlarmRule {
  const tokens = tokensOf(rule);
  const children = new Set<string>();
  let position = 0;
  let elements = 0;

  const peek = () => tokens[position];
  const fail = (reason: string): never => {
    throw validationError(`AlarmRule must not contain syntax errors: ${reason}.`);
  };
  const take = (): Token => tokens[position++] ?? fail('the rule ends too early');
  const takeWord = (...words: string[]): string | undefined => {
    const next = peek();
    if (next?.kind === 'quoted' || !next || !words.includes(next.text)) return undefined;
    position++;
    return next.text;
  };

  const anyOf = (): Expression => {
    const terms = [allOf()];
    while (takeWord('OR')) terms.push(allOf());
    return (stateOf) => terms.some((term) => term(stateOf));
  };

  const allOf = (): Expression => {
    const terms = [negated()];
    while (takeWord('AND')) terms.push(negated());
    return (stateOf) => terms.every((term) => term(stateOf));
  };

  const negated = (): Expression => {
    let isNegated = false;
    while (takeWord('NOT')) isNegated = !isNegated;
    const inner = element();
    return isNegated ? (stateOf) => !inner(stateOf) : inner;
  };

  const element = (): Expression => {
    if (++elements > MOST_ELEMENTS) fail(`more than ${MOST_ELEMENTS} elements`);
    if (takeWord('(')) {
      const inner = anyOf();
      if (!takeWord(')')) fail('a bracket is not closed');
      return inner;
    }
    if (takeWord('TRUE')) return () => true;
    if (takeWord('FALSE')) return () => false;
    const state = takeWord('ALARM', 'OK', 'INSUFFICIENT_DATA');
    if (state === undefined) return fail(`"${take().text}" is not expected`);
    return stateFunction(state);
  };

  const stateFunction = (state: string): Expression => {
    if (!takeWord('(')) fail(`${state} needs an alarm in brackets`);
    const name = alarmNameOf(take().text);
    if (!takeWord(')')) fail('a bracket is not closed');
    children.add(name);
    if (children.size > MOST_CHILDREN) fail(`more than ${MOST_CHILDREN} alarms`);
    return (stateOf) => stateOf(name) === state;
  };

  const holds = anyOf();
  const rest = peek();
  if (rest) fail(`"${rest.text}" is not expected`);
  return { children, holds };
}

function tokensOf(rule: string): Token[] {
  const tokens: Token[] = [];
  const text = rule.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw validationError('AlarmRule must not contain syntax errors: a quote is not closed.');
    const [, quoted, bracket, word] = match;
    if (quoted !== undefined) tokens.push({ text: quoted, kind: 'quoted' });
    else if (bracket !== undefined) tokens.push({ text: bracket, kind: 'bracket' });
    else if (word !== undefined) tokens.push({ text: word, kind: 'word' });
  }
  return tokens;
}

const alarmNameOf = (nameOrArn: string) => parseArn(nameOrArn)?.resource.replace(/^alarm:/, '') ?? nameOrArn;
