import { cutToWidth, wrap } from '../terminalText.ts';
import { paint } from '../formatFeedRecord.ts';
import type { Trace, TraceLevel, TraceNode, TraceSummary } from '../../traces/Trace.ts';

export interface TraceFormat {
  /** Columns of the terminal; lines are cut to them, and reasons wrapped. Infinity for a file or a pipe. */
  readonly width: number;
  /** Whether reads, unchanged rows and steps that did nothing to be seen are shown. */
  readonly isVerbose: boolean;
}

const COLOURS: Readonly<Record<TraceLevel, 'green' | 'yellow' | 'red'>> = {
  ok: 'green',
  warning: 'yellow',
  error: 'red',
};

/** Formats a trace as a tree, each line with the milliseconds since the request began. */
export function formatTrace(trace: Trace, format: TraceFormat): string {
  const time = new Date(trace.time).toISOString().slice(11, 23);
  const omitted = trace.omitted > 0 ? [`${trace.omitted} further records were not kept.`] : [];
  return [
    `${headOf(trace)}, ${durationText(trace.durationMs)}`,
    paint('dim', `${time}  ${trace.id}`),
    '',
    ...trace.nodes.flatMap((node) => [
      ...nodeLines(node, '', '', format),
      ...linesOf(node.children, '', format),
    ]),
    ...omitted,
  ].join('\n');
}

/** Formats the latest requests, a line each. */
export const formatTraces = (traces: readonly TraceSummary[], { width }: TraceFormat): string =>
  traces
    .map((trace) => {
      const time = new Date(trace.time).toISOString().slice(11, 23);
      const reason = trace.reason === null ? '' : `: ${trace.reason}`;
      const end = paint('bold', trace.id.slice(-6));
      return cutToWidth(`${paint('dim', time)} ${end} ${headOf(trace)}${reason}`, width);
    })
    .join('\n');

const headOf = ({ operation, caller, outcome }: TraceSummary) =>
  `${operation}${caller === null ? '' : ` by ${caller}`}: ${paint(COLOURS[outcome], outcome)}`;

const linesOf = (nodes: readonly TraceNode[], guides: string, format: TraceFormat): string[] => {
  const shown = format.isVerbose ? nodes : withoutRepeats(nodes.filter(isTelling));
  return shown.flatMap((node, at) => {
    const isLast = at === shown.length - 1;
    const below = `${guides}${isLast ? '  ' : '│ '}`;
    return [
      ...nodeLines(node, `${guides}${isLast ? '└ ' : '├ '}`, below, format),
      ...linesOf(node.children, below, format),
    ];
  });
};

/** Chosen: of a message that was delivered again and again the first and last deliveries tell. */
const MOST_DELIVERIES = 8;

/** Leaves out the middle of many deliveries. */
function withoutRepeats(nodes: readonly TraceNode[]): readonly TraceNode[] {
  const isDelivery = ({ kind }: TraceNode) => kind === 'invocation' || kind === 'message';
  if (nodes.length <= MOST_DELIVERIES || !nodes.every(isDelivery)) return nodes;
  const [first, last] = [nodes.slice(0, MOST_DELIVERIES / 2), nodes.slice(-MOST_DELIVERIES / 2)];
  const middle = nodes.slice(first.length, -last.length);
  const text = `… ${middle.length} more of the same, with --verbose`;
  const rest: TraceNode = {
    kind: 'log',
    name: '',
    text,
    level: 'ok',
    reason: null,
    atMs: middle[0]?.atMs ?? 0,
    durationMs: null,
    children: [],
  };
  return [...first, rest, ...last];
}

/** What a person asks a trace for. */
const isTelling = ({ kind, text, level, children }: TraceNode): boolean =>
  level !== 'ok' || children.length > 0 || (kind !== 'read' && !text.startsWith('unchanged '));

/** Of the column of times. */
const TIMES = 9;
/** What a reason gets at least, however deep it stands. */
const NARROWEST = 30;

/** The line of a node. Its reason is wrapped below it where it is too long for the line. */
function nodeLines(node: TraceNode, guides: string, below: string, { width }: TraceFormat): string[] {
  const time = paint('dim', `${`${Math.round(node.atMs)} ms`.padStart(TIMES - 1)} `);
  const said = wordsOf(node);
  const line = `${time}${paint('dim', guides)}${said}`;
  if (node.reason === null) return [cutToWidth(line, width)];
  const colour = COLOURS[node.level];
  const taken = TIMES + guides.length;
  if (taken + plainLength(node) + node.reason.length + 2 <= width)
    return [`${line}: ${paint(colour, node.reason)}`];
  const inset = `${' '.repeat(TIMES)}${paint('dim', below)}  `;
  const room = Math.max(width - taken - 2, NARROWEST);
  return [cutToWidth(line, width), ...wrap(node.reason, room).map((text) => inset + paint(colour, text))];
}

/** The words of a node, and how long they are without colours. */
const wordsOf = (node: TraceNode) =>
  parts(node)
    .map(([style, text]) => (style ? paint(style, text) : text))
    .join(' ');

const plainLength = (node: TraceNode) => parts(node).reduce((sum, [, text]) => sum + text.length + 1, -1);

type Part = readonly [style: Parameters<typeof paint>[0] | undefined, text: string];

function parts(node: TraceNode): Part[] {
  const { kind, name, text, level, durationMs } = node;
  const style = level === 'ok' ? undefined : COLOURS[level];
  const took: Part[] = durationMs === null ? [] : [['dim', `(${durationText(durationMs)})`]];
  const label: Part = [style ?? STYLES[kind], LABELS[kind] ?? kind];
  switch (kind) {
    case 'request':
      return [[style ?? 'cyan', name], [undefined, text], ...took];
    case 'log':
      return [[style ?? 'dim', level === 'ok' ? text : `${level === 'error' ? 'ERROR' : 'WARN'} ${text}`]];
    case 'step':
      return [label, [undefined, name], ...took];
    case 'invocation':
      return [label, [undefined, `${name} ${text}`], ...took];
    case 'event':
      return [label, [undefined, `${name} -> ${text}`]];
    case 'message':
      return [label, [undefined, text], ['dim', name], ...took];
    case 'write':
    case 'read':
    case 'conflict':
      return [label, [undefined, text.split(' ').map(shortened).join(' ')], ['dim', name], ...took];
    default:
      return [label, [undefined, text === '' ? name : `${name} ${text}`], ...took];
  }
}

/** A key, without its middle: its end tells more than its beginning. */
const shortened = (word: string) =>
  word.length > LONGEST_KEY ? `${word.slice(0, 7)}…${word.slice(-LONGEST_KEY + 8)}` : word;

const LONGEST_KEY = 28;

const LABELS: Readonly<Partial<Record<TraceNode['kind'], string>>> = {
  invocation: 'lambda',
  denial: 'denied',
  notification: 'topic',
};

const STYLES: Readonly<Partial<Record<TraceNode['kind'], Part[0]>>> = {
  step: 'dim',
  message: 'blue',
  invocation: 'bold',
  event: 'magenta',
  delivery: 'green',
  email: 'green',
  read: 'dim',
};

const durationText = (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`);
