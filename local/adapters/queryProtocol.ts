import { AwsError } from '../platform/AwsError.ts';
import { type Actions, type Call } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';

/** A service that is reached by the Query protocol. */
export interface QueryService {
  readonly actions: Actions;
  /** The namespace of its answers. */
  readonly namespace: string;
}

/**
 * AWS's Query protocol: a form with `Action` and `Version` in, XML out. Returns undefined for requests of other
 * protocols.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 * @param serviceOf the service of an API version, which is different for each: `2010-03-31` is SNS
 */
export async function queryProtocol(
  request: HttpRequest,
  serviceOf: (version: string) => QueryService | undefined,
  call: Call,
  requestId: string,
): Promise<HttpResponse | undefined> {
  const form = formOf(request);
  if (!form) return undefined;
  const service = serviceOf(form.get('Version') ?? '');
  const name = form.get('Action') ?? '';
  const action = service && Object.hasOwn(service.actions, name) ? service.actions[name] : undefined;
  const namespace = service?.namespace ?? 'http://webservices.amazon.com/AWSFault/2005-15-09';
  try {
    if (!action) throw new AwsError('InvalidAction', `The action ${name} is not valid for this endpoint.`);
    const output: unknown = await action(inputOf(form), call);
    const result = element(`${name}Result`, output ?? {});
    const metadata = element('ResponseMetadata', { RequestId: requestId });
    return xml(200, `<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { code: Code, message: Message, status } = error;
    const fault = element('Error', { Type: status < 500 ? 'Sender' : 'Receiver', Code, Message });
    const id = element('RequestId', requestId);
    return xml(status, `<ErrorResponse xmlns="${namespace}">${fault}${id}</ErrorResponse>`);
  }
}

const xml = (status: number, body: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

const FORM = 'application/x-www-form-urlencoded';

/** Undefined where the request is of another protocol. */
function formOf({ method, headers, body }: HttpRequest): URLSearchParams | undefined {
  const isForm = method === 'POST' && headers['content-type']?.startsWith(FORM) && !headers['x-amz-target'];
  return isForm ? new URLSearchParams(body) : undefined;
}

/** Chosen: a batch of ten messages with ten attributes each has 440. */
const MOST_PARAMETERS = 2000;
const DEEPEST = 10;

/** A value as the form spells it: text, or members by name, number, `member` or `entry`. */
type Node = Map<string, Node | string>;

/** The input of an action. `A.member.1` are lists and `A.entry.1.key` maps, whose key may also be spelled `Name`. */
function inputOf(form: URLSearchParams): unknown {
  const root: Node = new Map();
  let count = 0;
  for (const [path, value] of form) {
    if (++count > MOST_PARAMETERS)
      throw malformed(`The request has more than ${MOST_PARAMETERS} parameters.`);
    put(root, path, value);
  }
  return valueOf(root);
}

const malformed = (message: string) => new AwsError('MalformedQueryString', message);

function put(root: Node, path: string, value: string): void {
  const steps = path.split('.', DEEPEST + 1);
  if (steps.length > DEEPEST) throw malformed(`A parameter is nested deeper than ${DEEPEST} levels.`);
  const last = steps.pop() ?? '';
  let node = root;
  for (const step of steps) {
    const next = node.get(step) ?? new Map<string, Node | string>();
    if (typeof next === 'string') throw malformed(`The parameter ${step} is both a value and a structure.`);
    node.set(step, next);
    node = next;
  }
  node.set(last, value);
}

function valueOf(node: Node | string): unknown {
  if (typeof node === 'string') return node;
  const only = node.size === 1 ? [...node.keys()][0] : undefined;
  const members = only === 'member' || only === 'entry' ? node.get(only) : undefined;
  if (members instanceof Map) return only === 'member' ? listOf(members) : mapOf(members);
  return Object.fromEntries([...node].map(([name, value]) => [name, valueOf(value)]));
}

/** In the order of their numbers, whatever they are. */
const listOf = (members: Node) =>
  [...members].sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => valueOf(value));

const mapOf = (entries: Node) =>
  Object.fromEntries(
    listOf(entries).flatMap((entry): [string, unknown][] => {
      if (typeof entry !== 'object' || entry === null) return [];
      const { key, Name = key, value, Value = value }: Record<string, unknown> = { ...entry };
      return [[String(Name), Value]];
    }),
  );

/** A value in XML: arrays are lists, `Map`s are maps, other objects are structures. */
function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (Array.isArray(value)) return value.map((member) => element('member', member)).join('');
  if (value instanceof Map) return mapContent(value);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, member]) => element(name, member))
      .join('');
  return escapeXml(String(value));
}

const mapContent = (map: ReadonlyMap<unknown, unknown>) =>
  [...map].map(([key, value]) => element('entry', { key, value })).join('');

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };

/** Characters that XML 1.0 cannot carry become U+FFFD. https://www.w3.org/TR/xml/#charsets */
const escapeXml = (text: string) =>
  text
    .replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character)
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
