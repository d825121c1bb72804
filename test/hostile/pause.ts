/** Attackers and neighbours act in real time, against a process of its own: nobody can move its clock. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
