import { styleText } from 'node:util';
import { printable } from '../platform/printable.ts';

/** Says which stage of a start begins. */
export type Progress = (stage: string) => void;

/**
 * Prints a line for each stage with the time since the process began. It is the same on a terminal and in a file, so nothing is
 * drawn over.
 * @param uptime seconds since then
 */
export const createProgress =
  (output: { write(text: string): unknown }, uptime = () => process.uptime()): Progress =>
  (stage) => {
    const seconds = `${uptime().toFixed(1)} s`;
    output.write(`${styleText('dim', seconds.padStart(7))}  ${printable(stage)}\n`);
  };
