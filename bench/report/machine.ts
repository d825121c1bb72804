import { availableParallelism, cpus, totalmem } from 'node:os';

/** What the figures were measured on. */
export const machine = () => ({
  cores: availableParallelism(),
  cpu: cpus()[0]!.model,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  system: `${process.platform} ${process.arch}`,
});

export const machineWords = ({ cores, cpu, memoryGb, node, system }: ReturnType<typeof machine>) =>
  `${cores} cores (${cpu}), ${memoryGb} GB, Node ${node}, ${system}`;
