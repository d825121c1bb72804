import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import styles from './Chart.module.css';
import { FiguresTable } from './FiguresTable.tsx';
import { formatTime } from './figureFormat.ts';

export interface ChartSeries {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** A colour of `components/tokens.css`, such as `--accent`. */
  readonly colour: string;
  /** Whether the ground below the line is filled. @default false */
  readonly isFilled?: boolean;
}

export interface ChartProps {
  /** What the chart says, for those who do not see it. */
  readonly summary: string;
  /** Epoch milliseconds. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
  /** Whether its numbers are shown instead of its lines. */
  readonly isTable: boolean;
}

const HEIGHT = 200;

/** Lines over time. uPlot draws on a canvas, so the summary is what can be read out. */
export function Chart({ isTable, ...props }: ChartProps) {
  if (!isTable) return <Lines {...props} />;
  const { summary, times, series, format } = props;
  const rows = times.map((time, index) => [
    formatTime(new Date(time).toISOString()),
    ...series.map(({ values }) => (values[index] == null ? '–' : format(values[index]))),
  ]);
  // What is new comes first.
  return (
    <FiguresTable
      caption={summary}
      columns={['Time', ...series.map(({ label }) => label)]}
      rows={rows.reverse()}
    />
  );
}

function Lines({ summary, times, series, format }: Omit<ChartProps, 'isTable'>) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const isDark = useDark();
  const shape = JSON.stringify(series.map(({ label, colour, isFilled }) => [label, colour, isFilled]));

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const made = new uPlot(optionsFor(element, series, format), [[]], element);
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
    };
    // Its colours are those of the page when it is made; its values come below.
  }, [shape, isDark]);

  useEffect(() => {
    const seconds = times.map((time) => time / 1000);
    plot.current?.setData([seconds, ...series.map(({ values }) => [...values])]);
  });

  return (
    <figure className={styles.chart}>
      <figcaption className={styles.summary}>{summary}</figcaption>
      <div ref={place} className={styles.canvas} aria-hidden />
    </figure>
  );
}

function optionsFor(
  element: HTMLElement,
  series: readonly ChartSeries[],
  format: (value: number) => string,
): uPlot.Options {
  const style = getComputedStyle(element);
  const colourOf = (name: string) => resolved(element, name);
  const axis = {
    stroke: colourOf('--muted'),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: colourOf('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { y: false },
    legend: { live: false },
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(most * 1.1, 1)] } },
    axes: [
      { ...axis, grid: { show: false }, space: 88, values: (_plot, seconds) => seconds.map(timeAt) },
      { ...axis, size: 64, values: (_plot, values) => values.map(format) },
    ],
    series: [
      {},
      ...series.map(({ label, colour, isFilled }) => ({
        label,
        stroke: colourOf(colour),
        width: 2,
        points: { show: false },
        ...(isFilled && { fill: colourOf(`${colour}-soft`) }),
      })),
    ],
  };
}

/** The time of day at so many seconds of the epoch. */
const timeAt = (seconds: number) => formatTime(new Date(seconds * 1000).toISOString());

/** A token's colour as a canvas takes it: `light-dark()` is decided by the browser. */
function resolved(element: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const dark = () => window.matchMedia('(prefers-color-scheme: dark)');

function useDark(): boolean {
  const [isDark, setDark] = useState(() => dark().matches);
  useEffect(() => {
    const query = dark();
    const follow = () => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return isDark;
}
